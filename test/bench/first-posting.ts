export async function benchFirstPosting(): Promise<void> {}
