DROP TABLE "name_word_slips" CASCADE;--> statement-breakpoint
DROP TABLE "name_words" CASCADE;--> statement-breakpoint
DROP TABLE "place_words" CASCADE;--> statement-breakpoint
DROP TABLE "search_points" CASCADE;--> statement-breakpoint
DROP INDEX "search_rows_by_name";--> statement-breakpoint
DROP INDEX "search_rows_by_quality";--> statement-breakpoint
DROP INDEX "search_rows_name_tokens";--> statement-breakpoint
DROP INDEX "search_rows_place_tokens";--> statement-breakpoint
DROP INDEX "search_rows_numbers";--> statement-breakpoint
ALTER TABLE "search_rows" DROP COLUMN "license_standings";--> statement-breakpoint
ALTER TABLE "search_rows" DROP COLUMN "certification_standings";--> statement-breakpoint
ALTER TABLE "search_rows" DROP COLUMN "designations";--> statement-breakpoint
ALTER TABLE "search_rows" DROP COLUMN "apm_tier";--> statement-breakpoint
ALTER TABLE "search_rows" DROP COLUMN "trigger_point_tier";--> statement-breakpoint
ALTER TABLE "search_rows" DROP COLUMN "is_excluded";--> statement-breakpoint
ALTER TABLE "search_rows" DROP COLUMN "flags_through";--> statement-breakpoint
ALTER TABLE "search_rows" DROP COLUMN "quality";