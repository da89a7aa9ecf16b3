import { sql as sqlText } from "drizzle-orm";
import { fromDrizzle, PgBoss, type QueueOptions, type QueuePolicy, type WorkOptions } from "pg-boss";
import type { Transaction } from "./database.ts";
import type { Log } from "./log.ts";

/** What each queue carries. Payloads name rows; they hold nothing about a person. */
export interface QueuePayloads {
  "mails.send": { organizationId: string; mailId: string };
  "sign-ups.match": { organizationId: string; signUpId: string };
  "invitations.answer": { organizationId: string; requestId: string };
  "email-changes.settle": { organizationId: string; emailChangeId: string };
  "feeds.sync": { organizationId: string; feedId: string };
  "jobs.keep": { organizationId: string };
  "searches.alert": { organizationId: string };
  "applications.hand-over": { organizationId: string; applicationId: string; destinationId?: string };
  "applications.keep": { organizationId: string };
  "connections.sync": { organizationId: string; connectionId: string };
  "registry.find-duplicates": { organizationId: string; since: string };
  "registry.settle": { organizationId: string };
  "audit.checkpoint": { organizationId: string };
  "privacy.record-erasure": { organizationId: string; erasureId: string };
  "privacy.forget-address": { organizationId: string; requestId: string };
  "privacy.retain": { organizationId: string };
}

export type QueueName = keyof QueuePayloads;

export const queueNames: readonly QueueName[] = [
  "mails.send",
  "sign-ups.match",
  "invitations.answer",
  "email-changes.settle",
  "feeds.sync",
  "jobs.keep",
  "searches.alert",
  "applications.hand-over",
  "applications.keep",
  "connections.sync",
  "registry.find-duplicates",
  "registry.settle",
  "audit.checkpoint",
  "privacy.record-erasure",
  "privacy.forget-address",
  "privacy.retain",
];

const usualOptions = { retryLimit: 8, retryDelay: 5, retryBackoff: true, expireInSeconds: 300 } as const;

/**
 * A large system takes its time: a process that is still at it sends signs of life, and the work of one that was
 * killed is taken up again a minute later. One waits at most, however often it is asked for.
 */
export const queueOptions = (name: QueueName): QueueOptions & { policy?: QueuePolicy } =>
  name === "connections.sync" || name === "feeds.sync"
    ? { ...usualOptions, policy: "short", expireInSeconds: 4 * 3600, heartbeatSeconds: 60 }
    : ["registry.find-duplicates", "privacy.retain", "jobs.keep", "searches.alert", "applications.keep"].includes(name)
      ? { ...usualOptions, expireInSeconds: 3600 }
      : name === "mails.send" || name === "applications.hand-over"
        ? // The row knows when it is enough. A killed process is missed after a minute, a slow mail server after ever so long.
          { ...usualOptions, retryLimit: 100_000, retryDelayMax: 600, expireInSeconds: 4 * 3600, heartbeatSeconds: 60 }
        : usualOptions;

const workOptions = (name: QueueName): WorkOptions =>
  name === "connections.sync" || name === "feeds.sync"
    ? { pollingIntervalSeconds: 0.5, batchSize: 1, localConcurrency: 2 }
    : name === "mails.send"
      ? { pollingIntervalSeconds: 0.5, batchSize: 1, localConcurrency: 4 }
      : name === "applications.hand-over"
        ? // A destination that answers nobody for a minute each holds up its own, and no other.
          { pollingIntervalSeconds: 0.5, batchSize: 1, localConcurrency: 6, localGroupConcurrency: 2 }
        : name === "applications.keep"
          ? // It asks systems, each of which may keep silent for as long as it is waited for.
            { pollingIntervalSeconds: 0.5, batchSize: 1, localConcurrency: 4 }
          : { pollingIntervalSeconds: 0.5, batchSize: name === "registry.find-duplicates" ? 20 : 5 };

// The key that one waits by.
const keyOf = (payload: QueuePayloads[QueueName]): { singletonKey?: string } =>
  "connectionId" in payload
    ? { singletonKey: payload.connectionId }
    : "feedId" in payload
      ? { singletonKey: payload.feedId }
      : {};

// Of what takes turns by where it goes.
const groupOf = (payload: QueuePayloads[QueueName]): { group?: { id: string } } =>
  "destinationId" in payload && payload.destinationId !== undefined ? { group: { id: payload.destinationId } } : {};

/** Background work in the same PostgreSQL: what a transaction sends is there when it commits, and not otherwise. */
export interface Queue {
  /** `after`: not before then. */
  send<Name extends QueueName>(tx: Transaction, name: Name, payload: QueuePayloads[Name], after?: Date): Promise<void>;
  /** Runs the handler for each piece of work, again after a failure with growing pauses. */
  handle<Name extends QueueName>(name: Name, handler: (payload: QueuePayloads[Name]) => Promise<void>): Promise<void>;
  /** `cron` has five fields, in UTC; one schedule per key. */
  schedule<Name extends QueueName>(name: Name, key: string, cron: string, payload: QueuePayloads[Name]): Promise<void>;
  unschedule(name: QueueName, key: string): Promise<void>;
  /** What is scheduled under this name, of all organizations. */
  scheduled<Name extends QueueName>(name: Name): Promise<QueuePayloads[Name][]>;
  stop(): Promise<void>;
}

export async function startQueue(appUrl: string, log: Log): Promise<Queue> {
  const boss = new PgBoss({
    connectionString: appUrl,
    max: 2,
    migrate: false,
    createSchema: false,
    application_name: "okaeri-queue",
  });
  boss.on("error", (error) => log.warn({ err: error }, "queue"));
  await boss.start();
  return {
    async send(tx, name, payload, after) {
      await boss.send(name, payload, {
        ...keyOf(payload),
        ...groupOf(payload),
        ...(after && { startAfter: after }),
        db: fromDrizzle(tx, sqlText),
      });
    },
    async handle(name, handler) {
      await boss.work<QueuePayloads[typeof name]>(name, workOptions(name), async (jobs) => {
        for (const job of jobs) await handler(job.data);
      });
    },
    async schedule(name, key, cron, payload) {
      await boss.schedule(name, cron, payload, { ...keyOf(payload), key });
    },
    async unschedule(name, key) {
      await boss.unschedule(name, key);
    },
    async scheduled(name) {
      const schedules = await boss.getSchedules(name);
      return schedules.flatMap(({ data }) => (isPayload(name, data) ? [data] : []));
    },
    stop: () => boss.stop({ graceful: true, timeout: 10_000 }),
  };
}

const isPayload = <Name extends QueueName>(_: Name, data: unknown): data is QueuePayloads[Name] =>
  typeof data === "object" && data !== null && "organizationId" in data;
