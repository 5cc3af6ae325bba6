CREATE TABLE "directory_version" (
	"id" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"version" bigint NOT NULL,
	CONSTRAINT "directory_version_one_row" CHECK ("directory_version"."id")
);
--> statement-breakpoint
INSERT INTO "directory_version" ("version") VALUES (1);--> statement-breakpoint
CREATE TABLE "search_removals" (
	"practitioner_id" bigint PRIMARY KEY NOT NULL,
	"version" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "search_rows" ADD COLUMN "languages" text[];--> statement-breakpoint
ALTER TABLE "search_rows" ADD COLUMN "points" jsonb;--> statement-breakpoint
ALTER TABLE "search_rows" ADD COLUMN "version" bigint;--> statement-breakpoint
UPDATE "search_rows" SET "version" = 1,
	"languages" = ARRAY(SELECT jsonb_array_elements_text("view"->'languages')),
	"points" = coalesce((SELECT jsonb_agg(DISTINCT jsonb_build_object('lat', l->'lat', 'lng', l->'lng'))
		FROM jsonb_array_elements("view"->'locations') l
		WHERE l->>'lat' IS NOT NULL AND l->>'lng' IS NOT NULL), '[]');--> statement-breakpoint
ALTER TABLE "search_rows" ALTER COLUMN "languages" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "search_rows" ALTER COLUMN "points" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "search_rows" ALTER COLUMN "version" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "search_removals" ADD CONSTRAINT "search_removals_practitioner_id_practitioners_id_fk" FOREIGN KEY ("practitioner_id") REFERENCES "public"."practitioners"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "search_removals_by_version" ON "search_removals" USING btree ("version");--> statement-breakpoint
CREATE INDEX "search_rows_by_version" ON "search_rows" USING btree ("version");--> statement-breakpoint
-- When a record was last seen is shown beside each of its facts, and no search row changes for it.
CREATE FUNCTION "count_directory_version_up"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	UPDATE directory_version SET version = version + 1;
	RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER "records_are_shown" AFTER UPDATE ON "records"
	FOR EACH STATEMENT EXECUTE FUNCTION "count_directory_version_up"();
