/** Whatever reaches `console.error` is a failure that nobody looked at, so it fails the test. */
import { afterEach, beforeEach, type MockInstance, vi } from 'vitest'

let spy: MockInstance<Console['error']>

beforeEach(() => {
  spy = vi.spyOn(console, 'error')
})

afterEach(() => {
  const calls = spy.mock.calls.map((parts) => parts.map(String).join(' '))
  spy.mockRestore()
  if (calls.length > 0) throw new Error(`console.error was called: ${calls.join('; ')}`)
})
