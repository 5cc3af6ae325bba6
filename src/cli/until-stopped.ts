/**
 * Runs until SIGINT or SIGTERM, then closes everything in the order given. A second signal ends the
 * process at once: every write can be taken up again.
 */
export async function untilStopped(close: () => Promise<void>): Promise<void> {
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        process.once(signal, () => process.exit(1))
        resolve()
      })
    }
  })
  await close()
}
