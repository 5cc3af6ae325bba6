CREATE TYPE "public"."license_state" AS ENUM('NY', 'NJ', 'CT');--> statement-breakpoint
CREATE TYPE "public"."standing" AS ENUM('active', 'lapsed', 'inactive', 'restricted', 'suspended', 'revoked', 'pending', 'deceased', 'unknown');--> statement-breakpoint
CREATE TYPE "public"."tier" AS ENUM('claimed', 'mentioned', 'documented', 'confirmed');--> statement-breakpoint
CREATE TYPE "public"."training_program" AS ENUM('apm', 'trigger-point');--> statement-breakpoint
CREATE TYPE "public"."run_status" AS ENUM('queued', 'running', 'held', 'published', 'failed', 'cancelled');--> statement-breakpoint
CREATE TABLE "capture_bodies" (
	"sha256" text PRIMARY KEY NOT NULL,
	"size_bytes" integer NOT NULL,
	"gzip" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "captures" (
	"id" text PRIMARY KEY NOT NULL,
	"registry" text NOT NULL,
	"run_id" text,
	"kind" text NOT NULL,
	"via" text NOT NULL,
	"method" text NOT NULL,
	"url" text NOT NULL,
	"request_body" text,
	"status" integer NOT NULL,
	"media_type" text NOT NULL,
	"fetched_at" timestamp with time zone NOT NULL,
	"sha256" text NOT NULL,
	"etag" text,
	"last_modified" text,
	"saved_by" text,
	CONSTRAINT "captures_via_known" CHECK ("captures"."via" in ('http', 'saved'))
);
--> statement-breakpoint
CREATE TABLE "changes" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "changes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone NOT NULL,
	"kind" text NOT NULL,
	"practitioner_id" bigint,
	"record_id" bigint,
	"run_id" text,
	"actor" text NOT NULL,
	"fields" jsonb DEFAULT '[]'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "badge_links" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "badge_links_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"practitioner_id" bigint NOT NULL,
	"url" text NOT NULL,
	"given_by" text NOT NULL,
	"given_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "certifications" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "certifications_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"practitioner_id" bigint NOT NULL,
	"record_id" bigint NOT NULL,
	"issuer" text NOT NULL,
	"designation" text NOT NULL,
	"number" text,
	"standing" "standing" NOT NULL,
	"registry_status" text NOT NULL,
	"expires_on" date
);
--> statement-breakpoint
CREATE TABLE "exclusions" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "exclusions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"practitioner_id" bigint NOT NULL,
	"record_id" bigint NOT NULL,
	"list" text NOT NULL,
	"since" date,
	"reason" text
);
--> statement-breakpoint
CREATE TABLE "licenses" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "licenses_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"practitioner_id" bigint NOT NULL,
	"record_id" bigint NOT NULL,
	"state" "license_state" NOT NULL,
	"number" text NOT NULL,
	"profession" text NOT NULL,
	"standing" "standing" NOT NULL,
	"registry_status" text NOT NULL,
	"licensed_on" date,
	"expires_on" date,
	"registration_standing" "standing",
	"registered_through" date,
	"has_discipline" boolean NOT NULL,
	CONSTRAINT "licenses_registration_is_new_york" CHECK ("licenses"."registration_standing" is null or "licenses"."state" = 'NY')
);
--> statement-breakpoint
CREATE TABLE "practice_locations" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "practice_locations_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"practitioner_id" bigint NOT NULL,
	"record_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"name" text,
	"street" text,
	"city" text,
	"state" text,
	"postal_code" text,
	"phone" text,
	"lat" double precision,
	"lng" double precision,
	CONSTRAINT "practice_locations_no_private_street" CHECK ("practice_locations"."kind" = 'practice' or ("practice_locations"."street" is null and "practice_locations"."phone" is null))
);
--> statement-breakpoint
CREATE TABLE "training_claims" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "training_claims_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"practitioner_id" bigint NOT NULL,
	"record_id" bigint,
	"program" "training_program" NOT NULL,
	"tier" "tier" NOT NULL,
	"evidence" text NOT NULL,
	"evidence_url" text,
	"given_by" text,
	"given_at" timestamp with time zone,
	CONSTRAINT "training_claims_have_a_source" CHECK ("training_claims"."record_id" is not null or ("training_claims"."given_by" is not null and "training_claims"."given_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "links" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "links_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"record_id" bigint NOT NULL,
	"practitioner_id" bigint NOT NULL,
	"decided_by" text NOT NULL,
	"method" text NOT NULL,
	"score" real,
	"reasons" jsonb NOT NULL,
	"decided_at" timestamp with time zone NOT NULL,
	"superseded_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "practitioners" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "practitioners_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"public_id" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"merged_into_id" bigint,
	"merged_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "record_versions" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "record_versions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"record_id" bigint NOT NULL,
	"content" jsonb NOT NULL,
	"parser_version" integer NOT NULL,
	"run_id" text NOT NULL,
	"capture_id" text NOT NULL,
	"first_seen_at" timestamp with time zone NOT NULL,
	"last_seen_at" timestamp with time zone,
	"replaced_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "records" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "records_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"registry" text NOT NULL,
	"key" text NOT NULL,
	"scope" text NOT NULL,
	"first_seen_at" timestamp with time zone NOT NULL,
	"last_seen_at" timestamp with time zone NOT NULL,
	"last_capture_id" text NOT NULL,
	"misses" integer DEFAULT 0 NOT NULL,
	"delisted_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "refresh_runs" (
	"id" text PRIMARY KEY NOT NULL,
	"registry" text NOT NULL,
	"mode" text NOT NULL,
	"status" "run_status" DEFAULT 'queued' NOT NULL,
	"requested_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"cursor" jsonb,
	"is_swept" boolean DEFAULT false NOT NULL,
	"progress" jsonb,
	"stats" jsonb NOT NULL,
	"complete_scopes" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"reasons" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"lease_owner" text,
	"lease_until" timestamp with time zone,
	"seen" integer DEFAULT 0 NOT NULL,
	"new" integer DEFAULT 0 NOT NULL,
	"changed" integer DEFAULT 0 NOT NULL,
	"unchanged" integer DEFAULT 0 NOT NULL,
	"not_seen" integer DEFAULT 0 NOT NULL,
	"problems" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "run_problems" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "run_problems_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"run_id" text NOT NULL,
	"capture_id" text,
	"level" text NOT NULL,
	"key" text,
	"detail" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "staged_records" (
	"run_id" text NOT NULL,
	"key" text NOT NULL,
	"scope" text NOT NULL,
	"rank" integer NOT NULL,
	"capture_id" text NOT NULL,
	"content" jsonb NOT NULL,
	CONSTRAINT "staged_records_run_id_key_pk" PRIMARY KEY("run_id","key")
);
--> statement-breakpoint
CREATE TABLE "name_words" (
	"word" text PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE "places" (
	"postal_code" text NOT NULL,
	"city" text NOT NULL,
	"city_key" text NOT NULL,
	"state" text NOT NULL,
	"lat" double precision NOT NULL,
	"lng" double precision NOT NULL,
	"is_area" boolean NOT NULL,
	CONSTRAINT "places_postal_code_pk" PRIMARY KEY("postal_code")
);
--> statement-breakpoint
CREATE TABLE "search_points" (
	"practitioner_id" bigint NOT NULL,
	"position" "cube" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search_rows" (
	"practitioner_id" bigint PRIMARY KEY NOT NULL,
	"public_id" text NOT NULL,
	"name" text NOT NULL,
	"name_key" text NOT NULL,
	"name_tokens" text[] NOT NULL,
	"place_tokens" text[] NOT NULL,
	"numbers" text[] NOT NULL,
	"states" text[] NOT NULL,
	"license_standings" text[] NOT NULL,
	"ny_through" date,
	"nj_through" date,
	"ct_through" date,
	"certification_through" date,
	"certification_standings" text[] NOT NULL,
	"designations" text[] NOT NULL,
	"apm_tier" smallint NOT NULL,
	"trigger_point_tier" smallint NOT NULL,
	"is_excluded" boolean NOT NULL,
	"view" jsonb NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "captures" ADD CONSTRAINT "captures_sha256_capture_bodies_sha256_fk" FOREIGN KEY ("sha256") REFERENCES "public"."capture_bodies"("sha256") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "changes" ADD CONSTRAINT "changes_practitioner_id_practitioners_id_fk" FOREIGN KEY ("practitioner_id") REFERENCES "public"."practitioners"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "changes" ADD CONSTRAINT "changes_record_id_records_id_fk" FOREIGN KEY ("record_id") REFERENCES "public"."records"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "badge_links" ADD CONSTRAINT "badge_links_practitioner_id_practitioners_id_fk" FOREIGN KEY ("practitioner_id") REFERENCES "public"."practitioners"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certifications" ADD CONSTRAINT "certifications_practitioner_id_practitioners_id_fk" FOREIGN KEY ("practitioner_id") REFERENCES "public"."practitioners"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certifications" ADD CONSTRAINT "certifications_record_id_records_id_fk" FOREIGN KEY ("record_id") REFERENCES "public"."records"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exclusions" ADD CONSTRAINT "exclusions_practitioner_id_practitioners_id_fk" FOREIGN KEY ("practitioner_id") REFERENCES "public"."practitioners"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exclusions" ADD CONSTRAINT "exclusions_record_id_records_id_fk" FOREIGN KEY ("record_id") REFERENCES "public"."records"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "licenses" ADD CONSTRAINT "licenses_practitioner_id_practitioners_id_fk" FOREIGN KEY ("practitioner_id") REFERENCES "public"."practitioners"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "licenses" ADD CONSTRAINT "licenses_record_id_records_id_fk" FOREIGN KEY ("record_id") REFERENCES "public"."records"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practice_locations" ADD CONSTRAINT "practice_locations_practitioner_id_practitioners_id_fk" FOREIGN KEY ("practitioner_id") REFERENCES "public"."practitioners"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practice_locations" ADD CONSTRAINT "practice_locations_record_id_records_id_fk" FOREIGN KEY ("record_id") REFERENCES "public"."records"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "training_claims" ADD CONSTRAINT "training_claims_practitioner_id_practitioners_id_fk" FOREIGN KEY ("practitioner_id") REFERENCES "public"."practitioners"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "training_claims" ADD CONSTRAINT "training_claims_record_id_records_id_fk" FOREIGN KEY ("record_id") REFERENCES "public"."records"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "links" ADD CONSTRAINT "links_record_id_records_id_fk" FOREIGN KEY ("record_id") REFERENCES "public"."records"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "links" ADD CONSTRAINT "links_practitioner_id_practitioners_id_fk" FOREIGN KEY ("practitioner_id") REFERENCES "public"."practitioners"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practitioners" ADD CONSTRAINT "practitioners_merged_into_id_practitioners_id_fk" FOREIGN KEY ("merged_into_id") REFERENCES "public"."practitioners"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "record_versions" ADD CONSTRAINT "record_versions_record_id_records_id_fk" FOREIGN KEY ("record_id") REFERENCES "public"."records"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "record_versions" ADD CONSTRAINT "record_versions_run_id_refresh_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."refresh_runs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "record_versions" ADD CONSTRAINT "record_versions_capture_id_captures_id_fk" FOREIGN KEY ("capture_id") REFERENCES "public"."captures"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "records" ADD CONSTRAINT "records_last_capture_id_captures_id_fk" FOREIGN KEY ("last_capture_id") REFERENCES "public"."captures"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_problems" ADD CONSTRAINT "run_problems_run_id_refresh_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."refresh_runs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_problems" ADD CONSTRAINT "run_problems_capture_id_captures_id_fk" FOREIGN KEY ("capture_id") REFERENCES "public"."captures"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "search_points" ADD CONSTRAINT "search_points_practitioner_id_practitioners_id_fk" FOREIGN KEY ("practitioner_id") REFERENCES "public"."practitioners"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "search_rows" ADD CONSTRAINT "search_rows_practitioner_id_practitioners_id_fk" FOREIGN KEY ("practitioner_id") REFERENCES "public"."practitioners"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "captures_by_run" ON "captures" USING btree ("run_id");--> statement-breakpoint
CREATE INDEX "captures_validators" ON "captures" USING btree ("url","fetched_at" DESC NULLS LAST) WHERE "captures"."etag" is not null or "captures"."last_modified" is not null;--> statement-breakpoint
CREATE INDEX "changes_by_practitioner" ON "changes" USING btree ("practitioner_id","id");--> statement-breakpoint
CREATE INDEX "changes_at" ON "changes" USING btree ("at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "badge_links_once" ON "badge_links" USING btree ("practitioner_id","url");--> statement-breakpoint
CREATE INDEX "certifications_by_practitioner" ON "certifications" USING btree ("practitioner_id");--> statement-breakpoint
CREATE INDEX "certifications_number" ON "certifications" USING btree ("number");--> statement-breakpoint
CREATE INDEX "exclusions_by_practitioner" ON "exclusions" USING btree ("practitioner_id");--> statement-breakpoint
CREATE INDEX "licenses_by_practitioner" ON "licenses" USING btree ("practitioner_id");--> statement-breakpoint
CREATE INDEX "licenses_number" ON "licenses" USING btree ("state","number");--> statement-breakpoint
CREATE INDEX "practice_locations_by_practitioner" ON "practice_locations" USING btree ("practitioner_id");--> statement-breakpoint
CREATE INDEX "training_claims_by_practitioner" ON "training_claims" USING btree ("practitioner_id");--> statement-breakpoint
CREATE UNIQUE INDEX "links_current" ON "links" USING btree ("record_id") WHERE "links"."superseded_at" is null;--> statement-breakpoint
CREATE INDEX "links_by_practitioner" ON "links" USING btree ("practitioner_id");--> statement-breakpoint
CREATE UNIQUE INDEX "practitioners_public_id" ON "practitioners" USING btree ("public_id");--> statement-breakpoint
CREATE UNIQUE INDEX "record_versions_open" ON "record_versions" USING btree ("record_id") WHERE "record_versions"."replaced_at" is null;--> statement-breakpoint
CREATE INDEX "record_versions_by_record" ON "record_versions" USING btree ("record_id","first_seen_at");--> statement-breakpoint
CREATE UNIQUE INDEX "records_key" ON "records" USING btree ("registry","key");--> statement-breakpoint
CREATE UNIQUE INDEX "refresh_runs_one_active" ON "refresh_runs" USING btree ("registry") WHERE "refresh_runs"."status" in ('queued', 'running');--> statement-breakpoint
CREATE INDEX "refresh_runs_latest" ON "refresh_runs" USING btree ("registry","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "run_problems_by_run" ON "run_problems" USING btree ("run_id");--> statement-breakpoint
CREATE INDEX "name_words_trigrams" ON "name_words" USING gin ("word" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "places_town" ON "places" USING btree ("state","city_key");--> statement-breakpoint
CREATE INDEX "search_points_position" ON "search_points" USING gist ("position");--> statement-breakpoint
CREATE INDEX "search_points_by_practitioner" ON "search_points" USING btree ("practitioner_id");--> statement-breakpoint
CREATE INDEX "search_rows_by_name" ON "search_rows" USING btree ("name_key","practitioner_id");--> statement-breakpoint
CREATE INDEX "search_rows_name_tokens" ON "search_rows" USING gin ("name_tokens");--> statement-breakpoint
CREATE INDEX "search_rows_numbers" ON "search_rows" USING gin ("numbers");