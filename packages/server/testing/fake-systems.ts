import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

/** How the next questions are answered instead, in turn. */
export type Fault = (response: ServerResponse, request: IncomingMessage) => void;

export const faults = {
  status:
    (status: number, headers: Record<string, string> = {}): Fault =>
    (response) =>
      response.writeHead(status, { "content-type": "application/json", ...headers }).end("{}"),
  half: (response: ServerResponse) =>
    response
      .writeHead(200, { "content-type": "application/json", "content-length": "5000" })
      .write('[{"id":"', () => response.destroy()),
  closed: (response: ServerResponse) => response.destroy(),
  html: (response: ServerResponse) =>
    response.writeHead(200, { "content-type": "text/html" }).end("<h1>メンテナンス中</h1>"),
  notJson: (response: ServerResponse) => response.writeHead(200, { "content-type": "application/json" }).end('[{"id":'),
  notUtf8: (response: ServerResponse) =>
    response
      .writeHead(200, { "content-type": "application/json" })
      .end(Buffer.from([0x5b, 0x22, 0x8e, 0x52, 0x22, 0x5d])),
  otherShape: (response: ServerResponse) =>
    response.writeHead(200, { "content-type": "application/json" }).end('{"crews":[]}'),
  redirect:
    (location: string): Fault =>
    (response) =>
      response.writeHead(302, { location }).end(),
};

/** A real HTTP server that plays a system; `answer` has the last word where no fault comes first. */
export async function startFakeSystem(answer: (url: URL, response: ServerResponse, request: IncomingMessage) => void) {
  const asked: { url: URL; method: string | undefined; authorization: string | undefined; body: string }[] = [];
  const queued: (Fault | null)[] = [];
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? "/", "http://fake");
    let body = "";
    for await (const chunk of request) body += String(chunk);
    asked.push({ url, method: request.method, authorization: request.headers.authorization, body });
    const fault = queued.shift();
    if (fault) fault(response, request);
    else answer(url, response, request);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  return {
    origin: `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`,
    asked,
    /** So many of the next questions are answered so; null: properly. */
    fail(...next: (Fault | null)[]) {
      queued.push(...next);
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

export const json = (response: ServerResponse, value: unknown, headers: Record<string, string> = {}): void => {
  response.writeHead(200, { "content-type": "application/json; charset=utf-8", ...headers }).end(JSON.stringify(value));
};

/** Invented, in the shape of SmartHR's own example. */
export const crew = (id: string, fields: Record<string, unknown> = {}) => ({
  id,
  user_id: null,
  emp_code: id,
  emp_type: "full_timer",
  employment_type: { id: "e1", name: "正社員", preset_type: "full_timer" },
  emp_status: "retired",
  last_name: "見本",
  first_name: `花子${id}`,
  last_name_yomi: "ミホン",
  first_name_yomi: "ハナコ",
  business_last_name: "例",
  business_first_name: "花",
  birth_at: "1980-01-02",
  gender: "female",
  tel_number: "000-0000-0000",
  email: `crew-${id}@example.com`,
  entered_at: "2010-04-01",
  resigned_at: "2021-03-31",
  resigned_reason: "転居のため",
  my_number: "123456789018",
  handicapped_type: "general",
  monthly_income_currency: 771772,
  bank_accounts: [{ number: "0000000" }],
  departments: [{ id: "d1", name: "開発部", full_name: "本社/開発部" }, null, null],
  position: "主任",
  grade: null,
  created_at: "2020-01-01T00:00:00.000Z",
  updated_at: "2026-01-01T00:00:00.000Z",
  ...fields,
});

export type Crew = ReturnType<typeof crew>;

/** `GET /api/v1/crews`: pages, sorted by the last change, with the count of all. */
export function answerCrews(crews: readonly Crew[], url: URL, response: ServerResponse): void {
  const page = Number(url.searchParams.get("page"));
  const perPage = Number(url.searchParams.get("per_page"));
  const sorted = crews.toSorted((one, other) => other.updated_at.localeCompare(one.updated_at));
  json(response, sorted.slice((page - 1) * perPage, page * perPage), { "x-total-count": String(crews.length) });
}

/** Invented, in the shape of freee's list of a company's employees. */
export const employee = (id: number, fields: Record<string, unknown> = {}) => ({
  id,
  num: `00${id}`,
  display_name: `見本 太郎${id}`,
  entry_date: "2010-04-01",
  retire_date: "2022-03-31" as string | null,
  user_id: null,
  email: `login-${id}@example.com`,
  payroll_calculation: true,
  closing_day: 31,
  pay_day: 15,
  month_of_pay_day: "this_month",
  ...fields,
});

export type Employee = ReturnType<typeof employee>;

/** The answers of freee that are asked for, its token endpoint among them, and none of those that are not. */
export function answerFreee(employees: readonly Employee[], url: URL, response: ServerResponse): void {
  const body = freeeBody(employees, url);
  if (body === null) response.writeHead(404, { "content-type": "application/json" }).end("{}");
  else json(response, body);
}

function freeeBody(employees: readonly Employee[], url: URL): unknown {
  const { pathname, searchParams: query } = url;
  if (pathname === "/public_api/token")
    return {
      access_token: "canary-2",
      refresh_token: "refresh-2",
      expires_in: 21600,
      token_type: "bearer",
    };
  if (pathname === "/hr/api/v1/companies/42/employees") {
    const offset = Number(query.get("offset"));
    return employees.slice(offset, offset + Number(query.get("limit")));
  }
  if (pathname === "/hr/api/v1/employee_group_memberships") {
    const ids = (query.get("employee_ids") ?? "").split(",").map(Number);
    const found = employees.filter(({ id }) => ids.includes(id));
    return {
      employee_group_memberships: found.map(({ id }) => ({
        id,
        birth_date: "1985-06-07",
        gender: "male",
        group_memberships: [
          { main_duty: "sub_duty", group_name: "広報部", position_name: null },
          { main_duty: "main_duty", group_name: "営業部", position_name: "部長" },
        ],
      })),
      total_count: found.length,
    };
  }
  const [, id] = /^\/hr\/api\/v1\/employees\/(\d+)\/profile_rule$/.exec(pathname) ?? [];
  if (id !== undefined)
    return {
      employee_profile_rule: {
        employee_id: Number(id),
        last_name: "見本",
        first_name: `太郎${id}`,
        last_name_kana: "ミホン",
        first_name_kana: "タロウ",
        employment_type: "regular",
        title: "",
        email: `private-${id}@example.com`,
        phone1: "000",
        phone2: "0000",
        phone3: "0000",
        married: true,
        disability_type: "general",
        householder_name: "見本 吾郎",
      },
    };
  return null;
}
