DROP INDEX "captures_validators";--> statement-breakpoint
DROP INDEX "check_batches_by_account";--> statement-breakpoint
DROP INDEX "checks_by_account";--> statement-breakpoint
DROP INDEX "corrections_open";--> statement-breakpoint
DROP INDEX "link_pairs_doubtful";--> statement-breakpoint
DROP INDEX "record_versions_by_run";--> statement-breakpoint
DROP INDEX "refresh_runs_latest";--> statement-breakpoint
DROP INDEX "refresh_runs_newest";--> statement-breakpoint
DROP INDEX "watch_events_by_account";--> statement-breakpoint
DROP INDEX "webhook_deliveries_by_endpoint";--> statement-breakpoint
CREATE INDEX "links_by_record" ON "links" USING btree ("record_id");--> statement-breakpoint
CREATE INDEX "captures_validators" ON "captures" USING btree ("url","fetched_at" DESC NULLS FIRST) WHERE "captures"."etag" is not null or "captures"."last_modified" is not null;--> statement-breakpoint
CREATE INDEX "check_batches_by_account" ON "check_batches" USING btree ("account","created_at" DESC NULLS FIRST,"id");--> statement-breakpoint
CREATE INDEX "checks_by_account" ON "checks" USING btree ("account","at" DESC NULLS FIRST,"id");--> statement-breakpoint
CREATE INDEX "corrections_open" ON "corrections" USING btree ("due_at","id") WHERE "corrections"."decided_at" is null;--> statement-breakpoint
CREATE INDEX "link_pairs_doubtful" ON "link_pairs" USING btree ("weight" DESC NULLS FIRST,"left_record_id","right_record_id") WHERE "link_pairs"."decision" = 'review' or "link_pairs"."is_refused";--> statement-breakpoint
CREATE INDEX "record_versions_by_run" ON "record_versions" USING btree ("run_id","record_id");--> statement-breakpoint
CREATE INDEX "refresh_runs_latest" ON "refresh_runs" USING btree ("registry","created_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "refresh_runs_newest" ON "refresh_runs" USING btree ("created_at" DESC NULLS FIRST,"id");--> statement-breakpoint
CREATE INDEX "watch_events_by_account" ON "watch_events" USING btree ("account","at" DESC NULLS FIRST,"id");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_by_endpoint" ON "webhook_deliveries" USING btree ("endpoint_id","created_at" DESC NULLS FIRST);