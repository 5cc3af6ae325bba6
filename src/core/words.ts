/** The words of the directory: every closed list that types, database checks and the API share. */

export const STATES = ['NY', 'NJ', 'CT'] as const
export type State = (typeof STATES)[number]

/** What a credential is worth. A registry word that nobody has mapped is `unknown`, never `active`. */
export const STANDINGS = [
  'active',
  'lapsed',
  'inactive',
  'restricted',
  'suspended',
  'revoked',
  'pending',
  'deceased',
  'unknown',
] as const
export type Standing = (typeof STANDINGS)[number]

export const TRAINING_PROGRAMS = ['apm', 'trigger-point'] as const
export type TrainingProgram = (typeof TRAINING_PROGRAMS)[number]

/** How good the evidence for a training claim is, weakest first. */
export const TIERS = ['claimed', 'mentioned', 'documented', 'confirmed'] as const
export type Tier = (typeof TIERS)[number]

/** 1 for `claimed` to 4 for `confirmed`. */
export const tierRank = (tier: Tier): number => TIERS.indexOf(tier) + 1

/** Diplomate designations of NCBAHM (NCCAOM until January 2026). */
export const DESIGNATIONS = [
  'Dipl. Ac.',
  'Dipl. C.H.',
  'Dipl. O.M.',
  'Dipl. AHM',
  'Dipl. A.B.T.',
] as const
export type Designation = (typeof DESIGNATIONS)[number]

export const RUN_STATUSES = [
  'queued',
  'running',
  'held',
  'published',
  'failed',
  'cancelled',
] as const
export type RunStatus = (typeof RUN_STATUSES)[number]

export const ACCESS_WAYS = ['open', 'key', 'by-hand'] as const
export type Access = (typeof ACCESS_WAYS)[number]

/** `2026-11-22`: a calendar day without a zone. */
export type IsoDate = string

/** Anything that survives a round trip through JSON. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }
