CREATE TABLE "check_batch_rows" (
	"batch_id" text NOT NULL,
	"line" integer NOT NULL,
	"cells" jsonb,
	"problem" text,
	"check_id" text,
	"attention" text,
	"rank" integer,
	CONSTRAINT "check_batch_rows_once" PRIMARY KEY("batch_id","line")
);
--> statement-breakpoint
CREATE TABLE "check_batches" (
	"id" text PRIMARY KEY NOT NULL,
	"account" text NOT NULL,
	"file_name" text NOT NULL,
	"status" text NOT NULL,
	"mapping" jsonb NOT NULL,
	"header" jsonb NOT NULL,
	"samples" jsonb NOT NULL,
	"as_of" date,
	"total" integer DEFAULT 0 NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"problems" integer DEFAULT 0 NOT NULL,
	"reason" text,
	"lease_owner" text,
	"lease_until" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "check_sign_offs" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "check_sign_offs_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"check_id" text NOT NULL,
	"reviewer" text NOT NULL,
	"title" text NOT NULL,
	"decision" text NOT NULL,
	"note" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "checks" (
	"id" text PRIMARY KEY NOT NULL,
	"account" text,
	"batch_id" text,
	"at" timestamp with time zone NOT NULL,
	"as_of" timestamp with time zone,
	"policy_version" text NOT NULL,
	"software_version" text NOT NULL,
	"practitioner_id" bigint,
	"question" jsonb NOT NULL,
	"document" text NOT NULL,
	"sha256" text NOT NULL,
	"kid" text NOT NULL,
	"signature" text NOT NULL,
	"attention" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "live_questions" (
	"registry" text NOT NULL,
	"question" text NOT NULL,
	"lease_until" timestamp with time zone NOT NULL,
	"answered_at" timestamp with time zone,
	"capture_ids" jsonb,
	"error" text,
	"is_blocked" boolean DEFAULT false NOT NULL,
	CONSTRAINT "live_questions_once" PRIMARY KEY("registry","question")
);
--> statement-breakpoint
CREATE TABLE "record_keys" (
	"kind" text NOT NULL,
	"value" text NOT NULL,
	"record_id" bigint NOT NULL,
	CONSTRAINT "record_keys_once" PRIMARY KEY("kind","value","record_id")
);
--> statement-breakpoint
CREATE TABLE "signing_keys" (
	"kid" text PRIMARY KEY NOT NULL,
	"public_jwk" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"retired_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"revoked_why" text,
	CONSTRAINT "signing_keys_revoked_for_a_reason" CHECK (("signing_keys"."revoked_at" is null) = ("signing_keys"."revoked_why" is null))
);
--> statement-breakpoint
CREATE TABLE "watch_events" (
	"id" text PRIMARY KEY NOT NULL,
	"account" text NOT NULL,
	"watch_id" text NOT NULL,
	"practitioner_id" bigint NOT NULL,
	"type" text NOT NULL,
	"key" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"data" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "watch_lists" (
	"account" text PRIMARY KEY NOT NULL,
	"feed_token_hash" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "watches" (
	"id" text PRIMARY KEY NOT NULL,
	"account" text NOT NULL,
	"practitioner_id" bigint NOT NULL,
	"label" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"last_evaluated_at" timestamp with time zone,
	"seen" jsonb
);
--> statement-breakpoint
CREATE TABLE "webhook_attempts" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "webhook_attempts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"delivery_id" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"status" integer,
	"ms" integer NOT NULL,
	"detail" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "webhook_deliveries" (
	"id" text PRIMARY KEY NOT NULL,
	"event_id" text NOT NULL,
	"endpoint_id" text NOT NULL,
	"state" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_at" timestamp with time zone NOT NULL,
	"lease_owner" text,
	"lease_until" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"delivered_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "webhook_endpoints" (
	"id" text PRIMARY KEY NOT NULL,
	"account" text NOT NULL,
	"url" text NOT NULL,
	"sealed_secret" text NOT NULL,
	"previous_sealed_secret" text,
	"previous_until" timestamp with time zone,
	"is_enabled" boolean NOT NULL,
	"disabled_why" text,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "account" text;--> statement-breakpoint
ALTER TABLE "check_batch_rows" ADD CONSTRAINT "check_batch_rows_batch_id_check_batches_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."check_batches"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "check_batch_rows" ADD CONSTRAINT "check_batch_rows_check_id_checks_id_fk" FOREIGN KEY ("check_id") REFERENCES "public"."checks"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "check_sign_offs" ADD CONSTRAINT "check_sign_offs_check_id_checks_id_fk" FOREIGN KEY ("check_id") REFERENCES "public"."checks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "checks" ADD CONSTRAINT "checks_practitioner_id_practitioners_id_fk" FOREIGN KEY ("practitioner_id") REFERENCES "public"."practitioners"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "watches" ADD CONSTRAINT "watches_account_watch_lists_account_fk" FOREIGN KEY ("account") REFERENCES "public"."watch_lists"("account") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "watches" ADD CONSTRAINT "watches_practitioner_id_practitioners_id_fk" FOREIGN KEY ("practitioner_id") REFERENCES "public"."practitioners"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_attempts" ADD CONSTRAINT "webhook_attempts_delivery_id_webhook_deliveries_id_fk" FOREIGN KEY ("delivery_id") REFERENCES "public"."webhook_deliveries"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_event_id_watch_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."watch_events"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_endpoint_id_webhook_endpoints_id_fk" FOREIGN KEY ("endpoint_id") REFERENCES "public"."webhook_endpoints"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "check_batch_rows_by_rank" ON "check_batch_rows" USING btree ("batch_id","rank","line");--> statement-breakpoint
CREATE INDEX "check_batches_by_account" ON "check_batches" USING btree ("account","created_at" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE INDEX "check_batches_running" ON "check_batches" USING btree ("lease_until") WHERE "check_batches"."status" = 'running';--> statement-breakpoint
CREATE INDEX "check_batches_expiring" ON "check_batches" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "check_sign_offs_by_check" ON "check_sign_offs" USING btree ("check_id");--> statement-breakpoint
CREATE INDEX "checks_by_account" ON "checks" USING btree ("account","at" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE INDEX "checks_by_batch" ON "checks" USING btree ("batch_id");--> statement-breakpoint
CREATE INDEX "checks_expiring" ON "checks" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "watch_events_once" ON "watch_events" USING btree ("watch_id","type","key");--> statement-breakpoint
CREATE INDEX "watch_events_by_account" ON "watch_events" USING btree ("account","at" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE UNIQUE INDEX "watch_lists_token" ON "watch_lists" USING btree ("feed_token_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "watches_once" ON "watches" USING btree ("account","practitioner_id");--> statement-breakpoint
CREATE INDEX "watches_by_practitioner" ON "watches" USING btree ("practitioner_id");--> statement-breakpoint
CREATE INDEX "watches_due" ON "watches" USING btree ("last_evaluated_at");--> statement-breakpoint
CREATE INDEX "webhook_attempts_by_delivery" ON "webhook_attempts" USING btree ("delivery_id");--> statement-breakpoint
CREATE UNIQUE INDEX "webhook_deliveries_once" ON "webhook_deliveries" USING btree ("event_id","endpoint_id");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_waiting" ON "webhook_deliveries" USING btree ("next_at") WHERE "webhook_deliveries"."state" = 'waiting';--> statement-breakpoint
CREATE INDEX "webhook_deliveries_by_endpoint" ON "webhook_deliveries" USING btree ("endpoint_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "webhook_endpoints_by_account" ON "webhook_endpoints" USING btree ("account");