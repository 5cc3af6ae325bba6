ALTER TABLE "refresh_runs" ADD COLUMN "read_at" timestamp with time zone;--> statement-breakpoint
UPDATE "refresh_runs" SET "read_at" = coalesce(
  (SELECT min("fetched_at") FROM "captures" WHERE "run_id" = "refresh_runs"."id"), "started_at")
WHERE "status" = 'published';
