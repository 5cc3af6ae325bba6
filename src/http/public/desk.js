// What the desk's pages do beyond links and forms; all of them work without it.

// A form that was sent is not sent again by a second click, nor a page acted upon that is going away.
let isLeaving = false
document.addEventListener('submit', (event) => {
  if (event.target.method !== 'post') return
  if (isLeaving) event.preventDefault()
  isLeaving = true
})
window.addEventListener('pageshow', () => {
  isLeaving = false
})

// Single keys: `data-key` names those that press a link or a button, `data-keys` is their legend.
const KEPT_AS = 'desk-keys'

/** A browser may refuse to keep anything. */
function remember(value) {
  try {
    if (value !== undefined) localStorage.setItem(KEPT_AS, value)
    return localStorage.getItem(KEPT_AS)
  } catch {
    return null
  }
}

const isField = (target) =>
  target instanceof Element &&
  target.closest('textarea, select, input:not([type="checkbox"]), [contenteditable]') !== null

/** Moves the focus along the links of a list, as far as it goes. */
function walk(list, step) {
  const links = [...list.querySelectorAll('li > a')]
  const at = links.indexOf(document.activeElement)
  const next = at < 0 ? 0 : Math.min(Math.max(at + step, 0), links.length - 1)
  links[next]?.focus()
}

function act(key) {
  const target = document.querySelector(`[data-key~="${key}"]`)
  const list = document.querySelector('[data-walk]')
  if (target) target.click()
  else if (list && 'jn'.includes(key)) walk(list, 1)
  else if (list && 'kp'.includes(key)) walk(list, -1)
}

function offerKeys(legend) {
  const isOn = legend.querySelector('input')
  isOn.checked = remember() !== 'off'
  isOn.addEventListener('change', () => remember(isOn.checked ? 'on' : 'off'))
  legend.hidden = false
  document.addEventListener('keydown', (event) => {
    const { key, repeat, ctrlKey, metaKey, altKey } = event
    if (!isOn.checked || isLeaving || repeat || ctrlKey || metaKey || altKey) return
    if (!/^[a-z]$/i.test(key) || isField(event.target)) return
    act(key.toLowerCase())
  })
}

const legend = document.querySelector('[data-keys]')
if (legend) offerKeys(legend)

// A run under way: an event says that its state is another; the page itself knows how to say it.
async function showState(state) {
  const answer = await fetch(location.href)
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const now = page.getElementById(state.id)
  if (now) state.replaceChildren(...now.childNodes)
}

function watchRun(state) {
  const events = new EventSource(state.dataset.events)
  let isAsked = false
  events.addEventListener('progress', () => {
    if (isAsked || isLeaving) return
    isAsked = true
    showState(state)
      // Without an answer the state stays as it was, until the next event.
      .catch(() => {})
      .finally(() => {
        isAsked = false
      })
  })
  events.addEventListener('end', () => {
    events.close()
    if (!isLeaving) location.replace(location.pathname)
  })
}

const runState = document.querySelector('[data-events]')
if (runState) watchRun(runState)
