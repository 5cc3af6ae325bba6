CREATE TABLE "name_word_slips" (
	"slip" text NOT NULL,
	"word" text NOT NULL,
	CONSTRAINT "name_word_slips_slip_word_pk" PRIMARY KEY("slip","word")
);
--> statement-breakpoint
CREATE TABLE "place_words" (
	"word" text PRIMARY KEY NOT NULL
);
--> statement-breakpoint
DROP INDEX "search_rows_name_tokens";--> statement-breakpoint
DROP INDEX "search_rows_numbers";--> statement-breakpoint
ALTER TABLE "name_words" ADD COLUMN "sound" text;--> statement-breakpoint
ALTER TABLE "search_points" ADD COLUMN "name_key" text;--> statement-breakpoint
ALTER TABLE "search_points" ADD COLUMN "flags" bigint;--> statement-breakpoint
ALTER TABLE "search_points" ADD COLUMN "flags_through" date;--> statement-breakpoint
ALTER TABLE "search_points" ADD COLUMN "ny_through" date;--> statement-breakpoint
ALTER TABLE "search_points" ADD COLUMN "nj_through" date;--> statement-breakpoint
ALTER TABLE "search_points" ADD COLUMN "ct_through" date;--> statement-breakpoint
ALTER TABLE "search_points" ADD COLUMN "certification_through" date;--> statement-breakpoint
ALTER TABLE "search_rows" ADD COLUMN "flags" bigint;--> statement-breakpoint
ALTER TABLE "search_rows" ADD COLUMN "flags_through" date;--> statement-breakpoint
ALTER TABLE "search_rows" ADD COLUMN "quality" smallint;--> statement-breakpoint
-- The sound of a word as soundOf says it.
UPDATE "name_words" SET "sound" = left(regexp_replace(
	s.start || translate(replace(replace(substr("word", s.taken + 1), 'ph', 'f'), 'ch', 'j'),
		'bcdgjqrvxzaeiouhwy0123456789', 'pktkjklfss'), '(.)\1+', '\1', 'g'), 5)
FROM (SELECT w."word" AS key, coalesce(t.sound, CASE WHEN left(w."word", 1) ~ '[aeiou]' THEN 'a'
		ELSE translate(left(w."word", 1), 'bdgrv', 'ptklf') END) AS start,
		coalesce(length(t.letters), 1) AS taken
	FROM "name_words" w LEFT JOIN LATERAL (SELECT * FROM (VALUES
		(1, 'tsch', 'j'), (2, 'hsi', 's'), (3, 'zh', 'j'), (4, 'ch', 'j'), (5, 'sh', 's'), (6, 'hs', 's'),
		(7, 'ts', 'j'), (8, 'tz', 'j'), (9, 'wh', 'w'), (10, 'hw', 'w'), (11, 'kh', 'k'), (12, 'ph', 'p'),
		(13, 'th', 't'), (14, 'wr', 'l'), (15, 'kn', 'n'), (16, 'rh', 'l'), (17, 'gw', 'kw'), (18, 'x', 's'),
		(19, 'z', 'j'), (20, 'c', 'k'), (21, 'q', 'j')) AS starts(rank, letters, sound)
		WHERE starts_with(w."word", letters) ORDER BY rank LIMIT 1) t ON true) s
WHERE s.key = "name_words"."word";--> statement-breakpoint
INSERT INTO "name_word_slips" ("slip", "word")
SELECT DISTINCT CASE WHEN n = 0 THEN "word" ELSE left("word", n - 1) || substr("word", n + 1) END, "word"
FROM "name_words", generate_series(0, length("word")) n WHERE length("word") BETWEEN 3 AND 24;--> statement-breakpoint
-- ZIPs, states and the names of two states join the practice names and towns.
UPDATE "search_rows" r SET "place_tokens" = (SELECT coalesce(array_agg(DISTINCT token), '{}') FROM (
	SELECT unnest(r."place_tokens") AS token
	UNION ALL SELECT l->>'postalCode' FROM jsonb_array_elements(r."view"->'locations') l
	UNION ALL SELECT lower(l->>'state') FROM jsonb_array_elements(r."view"->'locations') l
	UNION ALL SELECT unnest(CASE state WHEN 'NJ' THEN '{nj,new,jersey}'::text[]
		WHEN 'CT' THEN '{ct,connecticut}'::text[] ELSE '{ny}'::text[] END) FROM unnest(r."states") state) every WHERE token <> '');--> statement-breakpoint
INSERT INTO "place_words" ("word") SELECT DISTINCT unnest("place_tokens") FROM "search_rows";--> statement-breakpoint
-- The bits of core/search-flags.ts, lowest first.
UPDATE "search_rows" SET "flags" =
	(("states" @> '{NY}')::int::bigint << 0)
	+ (("states" @> '{NJ}')::int::bigint << 1)
	+ (("states" @> '{CT}')::int::bigint << 2)
	+ (("license_standings" @> '{NY:active}')::int::bigint << 3)
	+ (("license_standings" @> '{NY:lapsed}')::int::bigint << 4)
	+ (("license_standings" @> '{NY:inactive}')::int::bigint << 5)
	+ (("license_standings" @> '{NY:restricted}')::int::bigint << 6)
	+ (("license_standings" @> '{NY:suspended}')::int::bigint << 7)
	+ (("license_standings" @> '{NY:revoked}')::int::bigint << 8)
	+ (("license_standings" @> '{NY:pending}')::int::bigint << 9)
	+ (("license_standings" @> '{NY:deceased}')::int::bigint << 10)
	+ (("license_standings" @> '{NY:unknown}')::int::bigint << 11)
	+ (("license_standings" @> '{NJ:active}')::int::bigint << 12)
	+ (("license_standings" @> '{NJ:lapsed}')::int::bigint << 13)
	+ (("license_standings" @> '{NJ:inactive}')::int::bigint << 14)
	+ (("license_standings" @> '{NJ:restricted}')::int::bigint << 15)
	+ (("license_standings" @> '{NJ:suspended}')::int::bigint << 16)
	+ (("license_standings" @> '{NJ:revoked}')::int::bigint << 17)
	+ (("license_standings" @> '{NJ:pending}')::int::bigint << 18)
	+ (("license_standings" @> '{NJ:deceased}')::int::bigint << 19)
	+ (("license_standings" @> '{NJ:unknown}')::int::bigint << 20)
	+ (("license_standings" @> '{CT:active}')::int::bigint << 21)
	+ (("license_standings" @> '{CT:lapsed}')::int::bigint << 22)
	+ (("license_standings" @> '{CT:inactive}')::int::bigint << 23)
	+ (("license_standings" @> '{CT:restricted}')::int::bigint << 24)
	+ (("license_standings" @> '{CT:suspended}')::int::bigint << 25)
	+ (("license_standings" @> '{CT:revoked}')::int::bigint << 26)
	+ (("license_standings" @> '{CT:pending}')::int::bigint << 27)
	+ (("license_standings" @> '{CT:deceased}')::int::bigint << 28)
	+ (("license_standings" @> '{CT:unknown}')::int::bigint << 29)
	+ (("certification_standings" @> '{active}')::int::bigint << 30)
	+ (("certification_standings" @> '{lapsed}')::int::bigint << 31)
	+ (("certification_standings" @> '{inactive}')::int::bigint << 32)
	+ (("certification_standings" @> '{restricted}')::int::bigint << 33)
	+ (("certification_standings" @> '{suspended}')::int::bigint << 34)
	+ (("certification_standings" @> '{revoked}')::int::bigint << 35)
	+ (("certification_standings" @> '{pending}')::int::bigint << 36)
	+ (("certification_standings" @> '{deceased}')::int::bigint << 37)
	+ (("certification_standings" @> '{unknown}')::int::bigint << 38)
	+ (("designations" @> '{Dipl. Ac.}')::int::bigint << 39)
	+ (("designations" @> '{Dipl. C.H.}')::int::bigint << 40)
	+ (("designations" @> '{Dipl. O.M.}')::int::bigint << 41)
	+ (("designations" @> '{Dipl. AHM}')::int::bigint << 42)
	+ (("designations" @> '{Dipl. A.B.T.}')::int::bigint << 43)
	+ (("apm_tier" > 0)::int::bigint << 44)
	+ (("trigger_point_tier" > 0)::int::bigint << 45)
	+ ((greatest("apm_tier", "trigger_point_tier") >= 1)::int::bigint << 46)
	+ ((greatest("apm_tier", "trigger_point_tier") >= 2)::int::bigint << 47)
	+ ((greatest("apm_tier", "trigger_point_tier") >= 3)::int::bigint << 48)
	+ ((greatest("apm_tier", "trigger_point_tier") >= 4)::int::bigint << 49)
	+ ((NOT "is_excluded")::int::bigint << 50);--> statement-breakpoint
UPDATE "search_rows" SET "flags_through" = least(
	CASE WHEN "flags" & 8 <> 0 THEN coalesce("ny_through", '0001-01-01') ELSE '9999-12-31' END,
	CASE WHEN "flags" & 4096 <> 0 THEN coalesce("nj_through", '0001-01-01') ELSE '9999-12-31' END,
	CASE WHEN "flags" & 2097152 <> 0 THEN coalesce("ct_through", '0001-01-01') ELSE '9999-12-31' END,
	CASE WHEN "flags" & 1073741824 <> 0 THEN coalesce("certification_through", '0001-01-01') ELSE '9999-12-31' END);--> statement-breakpoint
UPDATE "search_rows" SET "quality" = CASE WHEN "is_excluded" THEN 0
	ELSE 32 * ("flags" & 2101256 <> 0 AND "flags" & 1073741824 <> 0 AND "flags" & 281474976710656 <> 0)::int
		+ 16 * ("flags" & 2101256 <> 0)::int + 8 * ("flags" & 1073741824 <> 0)::int
		+ greatest("apm_tier", "trigger_point_tier") END;--> statement-breakpoint
UPDATE "search_points" p SET "name_key" = r."name_key", "flags" = r."flags",
	"flags_through" = r."flags_through", "ny_through" = r."ny_through", "nj_through" = r."nj_through",
	"ct_through" = r."ct_through", "certification_through" = r."certification_through"
FROM "search_rows" r WHERE r."practitioner_id" = p."practitioner_id";--> statement-breakpoint
ALTER TABLE "name_words" ALTER COLUMN "sound" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "search_points" ALTER COLUMN "name_key" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "search_points" ALTER COLUMN "flags" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "search_points" ALTER COLUMN "flags_through" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "search_rows" ALTER COLUMN "flags" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "search_rows" ALTER COLUMN "flags_through" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "search_rows" ALTER COLUMN "quality" SET NOT NULL;--> statement-breakpoint
CREATE INDEX "name_words_beginning" ON "name_words" USING btree ("word" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "name_words_sound" ON "name_words" USING btree ("sound");--> statement-breakpoint
CREATE INDEX "search_rows_by_quality" ON "search_rows" USING btree ("quality","practitioner_id");--> statement-breakpoint
CREATE INDEX "search_rows_place_tokens" ON "search_rows" USING gin ("place_tokens") WITH (fastupdate=false);--> statement-breakpoint
CREATE INDEX "search_rows_name_tokens" ON "search_rows" USING gin ("name_tokens") WITH (fastupdate=false);--> statement-breakpoint
CREATE INDEX "search_rows_numbers" ON "search_rows" USING gin ("numbers") WITH (fastupdate=false);