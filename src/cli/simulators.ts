import { registries } from '#scrapers/index.ts'
import type { SimulatorControls, SimulatorModule } from '#scrapers/lib/simulator.ts'
import type { InventedPerson } from '#scrapers/population/person.ts'
import type { SavedPage } from '#scrapers/source.ts'
import { listen } from './listen.ts'

export interface Simulators {
  /** Where each registry that programs may ask is simulated, by its id. */
  baseUrls: Record<string, string>
  /** To make one of them misbehave, by its id. */
  controls: Record<string, SimulatorControls>
  /** What a person would have saved of each registry that keeps programs out, by its id. */
  savedPages: Record<string, SavedPage[]>
  close(): Promise<void>
}

/** Starts the simulator of every registry on a loopback port of its own. */
export async function startSimulators(people: InventedPerson[]): Promise<Simulators> {
  const baseUrls: Record<string, string> = {}
  const controls: Record<string, SimulatorControls> = {}
  const savedPages: Record<string, SavedPage[]> = {}
  const closers: (() => Promise<void>)[] = []
  for (const { info, sweep } of registries) {
    const simulator: SimulatorModule = await import(`#scrapers/${info.id}/simulator.ts`)
    const { createSimulator, renderSavedPages } = simulator
    if (sweep) {
      const created = createSimulator(people)
      const { port, close } = await listen(created.app, 0, '127.0.0.1')
      closers.push(close)
      controls[info.id] = created.controls
      baseUrls[info.id] = `http://127.0.0.1:${port}`
    } else if (renderSavedPages) {
      savedPages[info.id] = renderSavedPages(people).map(({ fileName, html }) => ({
        fileName,
        body: new TextEncoder().encode(html),
        savedAt: new Date(),
        savedBy: 'the demonstration',
      }))
    }
  }
  return {
    baseUrls,
    controls,
    savedPages,
    close: async () => {
      for (const close of closers) await close()
    },
  }
}
