/** 会計、英語 / Python; a source writes several in one cell. Each stands once, as it was written first. */
export function splitSkills(text: string): string[] {
  const skills = new Map<string, string>();
  for (const part of text.split(/[、,，;；/／|｜\r\n\t]+/u)) {
    const skill = part.trim();
    if (skill !== "" && !skills.has(skill.toLowerCase())) skills.set(skill.toLowerCase(), skill);
  }
  return [...skills.values()];
}
