CREATE TABLE "training_reviews" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "training_reviews_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"content" jsonb NOT NULL,
	"reason" text NOT NULL,
	"candidates" jsonb NOT NULL,
	"given_by" text NOT NULL,
	"imported_by" text NOT NULL,
	"imported_at" timestamp with time zone NOT NULL,
	"decided_at" timestamp with time zone,
	"decided_by" text,
	"decision" text,
	CONSTRAINT "training_reviews_decided_by_somebody" CHECK (("training_reviews"."decided_at" is null) = ("training_reviews"."decided_by" is null)
        and ("training_reviews"."decided_at" is null) = ("training_reviews"."decision" is null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX "training_reviews_once" ON "training_reviews" USING btree (md5("content"::text));--> statement-breakpoint
CREATE UNIQUE INDEX "training_claims_given_once" ON "training_claims" USING btree ("practitioner_id","program","tier",md5("evidence"),coalesce("evidence_url", '')) WHERE "training_claims"."record_id" is null;