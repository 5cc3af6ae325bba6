/** What every simulator shares: an invented population, faults to order, and a log of requests. */
import type { Hono } from 'hono'
import type { InventedPerson } from '../population/person.ts'

/** Ways in which a registry misbehaves; each simulator honours all that can happen to it. */
export const FAULTS = [
  /** 60 % of the people are gone, without a word. */
  'fewer',
  /** A page in the middle comes back empty. */
  'empty-page',
  /** A firewall page with status 200 in the middle of the sweep. */
  'block-page',
  /** One person has a status word that was never seen before. */
  'new-status',
  /** A field that was filled is gone from every row. */
  'missing-column',
  /** A body in the middle ends early. */
  'truncated',
  /** 503 for everything. */
  'unavailable',
] as const
export type Fault = (typeof FAULTS)[number]

export interface SimulatorControls {
  people: InventedPerson[]
  fault: Fault | null
  /** Every request as `METHOD path?query`, in order. */
  requests: string[]
}

export interface Simulator {
  app: Hono
  controls: SimulatorControls
}

export type CreateSimulator = (people: InventedPerson[]) => Simulator

/** What `<registry>/simulator.ts` exports. */
export interface SimulatorModule {
  createSimulator: CreateSimulator
  /** For a registry that keeps programs out: the pages that a person would have saved. */
  renderSavedPages?: (people: InventedPerson[]) => { fileName: string; html: string }[]
}
