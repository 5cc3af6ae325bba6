CREATE TABLE "judgements" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "judgements_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"act_id" text NOT NULL,
	"left_record_id" bigint NOT NULL,
	"right_record_id" bigint NOT NULL,
	"verdict" text NOT NULL,
	"by" text NOT NULL,
	"note" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"superseded_at" timestamp with time zone,
	"superseded_by" text,
	"superseded_in_act" text,
	CONSTRAINT "judgements_in_order" CHECK ("judgements"."left_record_id" < "judgements"."right_record_id"),
	CONSTRAINT "judgements_superseded_by_somebody" CHECK (("judgements"."superseded_at" is null) = ("judgements"."superseded_by" is null))
);
--> statement-breakpoint
CREATE TABLE "link_keys" (
	"record_id" bigint NOT NULL,
	"key" bigint NOT NULL,
	CONSTRAINT "link_keys_once" PRIMARY KEY("key","record_id")
);
--> statement-breakpoint
CREATE TABLE "link_models" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "link_models_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"version" text NOT NULL,
	"data" jsonb NOT NULL,
	"counts" jsonb NOT NULL,
	"sizes" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "link_pairs" (
	"left_record_id" bigint NOT NULL,
	"right_record_id" bigint NOT NULL,
	"decision" text NOT NULL,
	"method" text NOT NULL,
	"probability" real,
	"weight" real,
	"reasons" jsonb NOT NULL,
	"model_version" text NOT NULL,
	"is_refused" boolean DEFAULT false NOT NULL,
	"decided_at" timestamp with time zone NOT NULL,
	CONSTRAINT "link_pairs_once" PRIMARY KEY("left_record_id","right_record_id"),
	CONSTRAINT "link_pairs_in_order" CHECK ("link_pairs"."left_record_id" < "link_pairs"."right_record_id")
);
--> statement-breakpoint
ALTER TABLE "judgements" ADD CONSTRAINT "judgements_left_record_id_records_id_fk" FOREIGN KEY ("left_record_id") REFERENCES "public"."records"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "judgements" ADD CONSTRAINT "judgements_right_record_id_records_id_fk" FOREIGN KEY ("right_record_id") REFERENCES "public"."records"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "link_pairs" ADD CONSTRAINT "link_pairs_left_record_id_records_id_fk" FOREIGN KEY ("left_record_id") REFERENCES "public"."records"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "link_pairs" ADD CONSTRAINT "link_pairs_right_record_id_records_id_fk" FOREIGN KEY ("right_record_id") REFERENCES "public"."records"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "judgements_current" ON "judgements" USING btree ("left_record_id","right_record_id") WHERE "judgements"."superseded_at" is null;--> statement-breakpoint
CREATE INDEX "judgements_by_right" ON "judgements" USING btree ("right_record_id");--> statement-breakpoint
CREATE INDEX "judgements_by_act" ON "judgements" USING btree ("act_id");--> statement-breakpoint
CREATE INDEX "link_pairs_by_right" ON "link_pairs" USING btree ("right_record_id");