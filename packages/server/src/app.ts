import { OpenAPIHono } from "@hono/zod-openapi";
import { bodyLimit } from "hono/body-limit";
import { accessRoutes } from "./access/access.routes.ts";
import { agreementRoutes } from "./agreements/agreements.routes.ts";
import { alertMembers } from "./alerts/alerting.ts";
import { savedSearchRoutes } from "./alerts/saved-searches.routes.ts";
import { createSilencingRoutes } from "./alerts/silencing.routes.ts";
import { applyingRoutes, attachmentPath } from "./applications/applying.routes.ts";
import { handOver, handOverGear } from "./applications/hand-over.ts";
import { keepApplications } from "./applications/keeping.ts";
import { receivedApplicationRoutes } from "./applications/received-applications.routes.ts";
import { auditRoutes } from "./audit/audit.routes.ts";
import { keepCheckpoint } from "./audit/kept-checkpoints.ts";
import { changeRoutes } from "./changes/changes.routes.ts";
import { communityRoutes } from "./community/community.routes.ts";
import { syncBySchedule } from "./connections/connection-sync.ts";
import { createConnectionRoutes } from "./connections/connections.routes.ts";
import { syncGear } from "./connections/system-access.ts";
import { mailDesk } from "./delivery/desk.ts";
import { createMailboxRoutes } from "./delivery/mailbox.routes.ts";
import { sendMail } from "./delivery/outbox.ts";
import { createEmbedSessionRoutes } from "./embedding/embed-sessions.routes.ts";
import { createHostedRoutes } from "./embedding/hosted.routes.ts";
import { createJwksStore } from "./embedding/jwks.ts";
import { createScriptRoutes } from "./embedding/scripts.routes.ts";
import { syncInBackground } from "./feeds/feed-sync.ts";
import { createFeedRoutes, feedDocumentPath } from "./feeds/feeds.routes.ts";
import { createHookRoutes } from "./feeds/hooks.routes.ts";
import { findAllowedMethods } from "./http/allowed-methods.ts";
import { operationsOf } from "./http/answered-operations.ts";
import { identifyCaller } from "./http/caller.ts";
import { createOperationFinder } from "./http/described-call.ts";
import { type Environment, newRequestId, onApi, onEvery, setHeaders } from "./http/environment.ts";
import { requireUtf8Body } from "./http/json-body.ts";
import { limitVisitors } from "./http/limits.ts";
import { describeApi } from "./http/openapi.ts";
import { presentAnswers } from "./http/presented-answers.ts";
import { problemResponse, toDomainError } from "./http/problem.ts";
import { createPublicReads } from "./http/public-cache.ts";
import { importRoutes, leaverBatchPath, registryImportPath } from "./intake/imports.routes.ts";
import { createJobPageRoutes } from "./job-pages/job-pages.routes.ts";
import { interestShareRoutes } from "./jobs/interest-shares.routes.ts";
import { inviteeRoutes } from "./jobs/invitees.routes.ts";
import { jobRoutes } from "./jobs/jobs.routes.ts";
import { keepBoard } from "./jobs/keeping.ts";
import { synonymRoutes } from "./jobs/synonyms.routes.ts";
import { matchingRoutes } from "./matching/matching.routes.ts";
import { accountRoutes } from "./membership/account.routes.ts";
import { settleEmailChange } from "./membership/email-change-work.ts";
import { answerInvitationRequest } from "./membership/invitation-requests.ts";
import { createInvitationRoutes } from "./membership/invitations.routes.ts";
import { matchSignUp } from "./membership/sign-up-work.ts";
import { signUpRoutes } from "./membership/sign-ups.routes.ts";
import { rememberOrganizations } from "./organizations/known-organizations.ts";
import { organizationRoutes } from "./organizations/organizations.routes.ts";
import type { Clock } from "./platform/clock.ts";
import type { Config } from "./platform/config.ts";
import { type Context, callOf } from "./platform/context.ts";
import type { Database } from "./platform/database.ts";
import { DomainError } from "./platform/errors.ts";
import type { Log } from "./platform/log.ts";
import type { Mailbox, Mailer } from "./platform/mail.ts";
import type { Queue, QueueName, QueuePayloads } from "./platform/queue.ts";
import type { Secrets } from "./platform/secrets.ts";
import { createErasureLedger } from "./privacy/erasure-ledger.ts";
import { recordErasure } from "./privacy/erasure-replay.ts";
import { forgetAddress } from "./privacy/request-mails.ts";
import { createRequestRoutes } from "./privacy/requests.routes.ts";
import { createRetentionRoutes } from "./privacy/retention.routes.ts";
import { runRetention } from "./privacy/retention.ts";
import { createReferenceRoutes } from "./reference/reference.routes.ts";
import { duplicateRoutes } from "./registry/duplicates.routes.ts";
import { findDuplicates } from "./registry/duplicates-search.ts";
import { exportRoutes } from "./registry/export.routes.ts";
import { settleDue } from "./registry/people-settle.ts";
import { registryRoutes } from "./registry/registry.routes.ts";
import { segmentRoutes } from "./registry/segments.routes.ts";
import { createScimRoutes } from "./scim/scim.routes.ts";
import { passkeyRoutes } from "./sessions/passkeys.routes.ts";
import { sessionRoutes } from "./sessions/sessions.routes.ts";
import { findSession } from "./sessions/sessions.ts";
import { signInRoutes } from "./sessions/sign-ins.routes.ts";
import { talkRoutes } from "./talks/talks.routes.ts";

export interface Platform {
  config: Config;
  database: Database;
  queue: Queue;
  clock: Clock;
  secrets: Secrets;
  log: Log;
  mailer: Mailer;
  /** Set in development only: what `/dev/mailbox` shows. */
  mailbox: Mailbox | null;
}

const maxJsonBytes = 1024 * 1024;
// A thousand people with all their fields and reasons.
const maxBatchBytes = 16 * 1024 * 1024;
/** What visitors may read, and read often. Hono takes `/v1/jobs/*` for `/v1/jobs` too: each path must match once. */
const publicPaths = ["/v1/jobs/*", "/v1/community/teaser", "/v1/organization", "/v1/agreements"];

/** The composition root: every feature meets the others here and nowhere else. */
export function createApp({
  config,
  database,
  queue,
  clock,
  secrets,
  log,
  mailbox,
}: Platform): OpenAPIHono<Environment> {
  const organizations = rememberOrganizations(database);
  const app = new OpenAPIHono<Environment>();
  let allowedMethods: ((path: string) => string[]) | undefined;

  app.onError((error, c) => problemResponse(c, toDomainError(error, log, c.var.requestId)));
  app.notFound((c) => {
    allowedMethods ??= findAllowedMethods(app.routes);
    const methods = allowedMethods(c.req.path);
    if (methods.length === 0) return problemResponse(c, new DomainError("not_found"));
    c.header("Allow", methods.join(", "));
    return problemResponse(c, new DomainError("method_not_allowed"));
  });
  const publicOrigin = new URL(config.publicUrl).origin;
  const publicReads = createPublicReads({ organizations, clock, publicOrigin });
  app.use((c, next) => {
    c.set("requestId", newRequestId());
    return next();
  });
  for (const path of publicPaths) app.use(path, publicReads.serve);
  app.use((c, next) => {
    setHeaders(c, onEvery(c));
    return next();
  });

  const base = { database, queue, clock, secrets };
  app.route("/", createHostedRoutes(organizations, config.publicUrl));
  app.route("/", createScriptRoutes({ organizations, widgetsDir: config.widgetsDir, baseUrl: config.publicUrl, base }));
  app.route("/scim/v2", createScimRoutes({ organizations, base, log, baseUrl: `${config.publicUrl}/scim/v2` }));
  app.route("/", createHookRoutes(base, config.trustedProxies));
  app.route("/", createJobPageRoutes({ organizations, baseUrl: config.publicUrl, base }));
  app.route("/", createSilencingRoutes({ organizations, baseUrl: config.publicUrl, base }));

  app.options("/v1/*", (c) =>
    c.body(null, 204, {
      "access-control-allow-origin": "*",
      "access-control-allow-methods": "GET, POST, PUT, PATCH, DELETE",
      "access-control-allow-headers":
        "authorization, content-type, accept-language, idempotency-key, if-match, if-none-match, okaeri-purpose",
      "access-control-max-age": "86400",
    }),
  );
  app.use("/v1/*", (c, next) => {
    setHeaders(c, onApi);
    return next();
  });
  const findOperation = createOperationFinder(() => operationsOf(app));
  const limitJson = bodyLimit({ maxSize: maxJsonBytes });
  const limitBatch = bodyLimit({ maxSize: maxBatchBytes });
  // To look for a body is to build the whole request: reads have none.
  const hasJson = ({ method, path }: { method: string; path: string }) =>
    method !== "GET" &&
    method !== "HEAD" &&
    path !== registryImportPath &&
    path !== attachmentPath &&
    !feedDocumentPath.test(path);
  app.use("/v1/*", (c, next) => {
    if (!hasJson(c.req)) return next();
    return c.req.path === leaverBatchPath ? limitBatch(c, next) : limitJson(c, next);
  });
  app.use(
    "/v1/*",
    identifyCaller({
      organizations,
      findSession: (organizationId, hash) => findSession(database, organizationId, hash, clock.now()),
      publicOrigin,
      findOperation,
      base,
    }),
  );
  app.use("/v1/*", presentAnswers(findOperation));
  app.use("/v1/*", limitVisitors(config.trustedProxies));
  app.use("/v1/*", (c, next) => (hasJson(c.req) ? requireUtf8Body(c, next) : next()));
  for (const path of publicPaths) app.use(path, publicReads.keep);

  app.route("/", accessRoutes);
  app.route("/", auditRoutes);
  app.route("/", organizationRoutes);
  app.route("/", synonymRoutes);
  app.route("/", jobRoutes);
  app.route("/", createFeedRoutes(config.publicUrl));
  app.route("/", inviteeRoutes);
  app.route("/", interestShareRoutes);
  app.route("/", changeRoutes);
  app.route("/", talkRoutes);
  app.route("/", savedSearchRoutes);
  app.route("/", applyingRoutes);
  app.route("/", receivedApplicationRoutes);
  app.route("/", matchingRoutes);
  app.route("/", communityRoutes);
  app.route("/", signUpRoutes);
  app.route("/", createInvitationRoutes(config.publicUrl));
  app.route("/", accountRoutes);
  app.route("/", passkeyRoutes);
  app.route("/", signInRoutes);
  app.route("/", sessionRoutes);
  app.route("/", agreementRoutes);
  const outside = { ledger: createErasureLedger(config.erasureLedger), mailbox };
  app.route("/", createRequestRoutes(outside));
  app.route("/", createRetentionRoutes(outside));
  app.route("/", importRoutes);
  app.route("/", registryRoutes);
  app.route("/", createConnectionRoutes(secrets));
  app.route("/", exportRoutes);
  app.route("/", segmentRoutes);
  app.route("/", duplicateRoutes);
  app.route("/", createEmbedSessionRoutes(createJwksStore({ allowPrivate: config.development })));
  app.route(
    "/",
    createReferenceRoutes(() => describeApi(app, config.publicUrl)),
  );
  if (mailbox && config.development) app.route("/", createMailboxRoutes(mailbox));
  return app;
}

/** Takes up the background work. Apart from `createApp`, so that a process can serve without working. */
export async function handleWork({
  config,
  database,
  queue,
  clock,
  secrets,
  mailer,
  mailbox,
  log,
}: Platform): Promise<void> {
  const handle = <Name extends QueueName>(
    name: Name,
    work: (ctx: Context, payload: QueuePayloads[Name]) => Promise<void>,
  ): Promise<void> =>
    queue.handle(name, (payload) => {
      const { organizationId } = payload;
      return work(
        { database, queue, clock, secrets, organizationId, actor: { kind: "system" }, call: callOf(name) },
        payload,
      );
    });
  const desk = mailDesk(config.publicUrl);
  await handle("mails.send", (ctx, { mailId }) => sendMail(ctx, mailer, desk, mailId));
  await handle("invitations.answer", (ctx, { requestId }) => answerInvitationRequest(ctx, requestId));
  await handle("email-changes.settle", (ctx, { emailChangeId }) => settleEmailChange(ctx, emailChangeId));
  await handle("sign-ups.match", (ctx, { signUpId }) => matchSignUp(ctx, signUpId));
  await handle("registry.find-duplicates", (ctx, { since }) => findDuplicates(ctx, new Date(since)));
  await handle("audit.checkpoint", (ctx) => keepCheckpoint(ctx, config.dataDir, log));
  await handle("jobs.keep", keepBoard);
  await handle("searches.alert", alertMembers);
  await handle("registry.settle", (ctx) => settleDue(ctx));
  await handle("feeds.sync", (ctx, { feedId }) => syncInBackground(ctx, feedId, { allowPrivate: config.development }));
  const handing = handOverGear(config);
  await handle("applications.hand-over", (ctx, { applicationId }) => handOver(ctx, handing, applicationId));
  await handle("applications.keep", (ctx) => keepApplications(ctx, handing));
  const outside = { ledger: createErasureLedger(config.erasureLedger), mailbox };
  await handle("privacy.record-erasure", (ctx, { erasureId }) => recordErasure(ctx, outside, erasureId));
  await handle("privacy.forget-address", (ctx, { requestId }) => forgetAddress(ctx, requestId));
  await handle("privacy.retain", async (ctx) => {
    await runRetention(ctx, outside);
  });
  const gear = syncGear(config, secrets);
  await handle("connections.sync", (ctx, { connectionId }) => syncBySchedule(ctx, connectionId, gear));
}
