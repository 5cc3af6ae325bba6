// The only script. Without it everything works; with it a device can fill in where it is.
const PROMISE =
  'Your position, rounded to about a block, goes only to this directory, and only when you press this.'

const INSTEAD = 'Type a ZIP or a town instead.'
const FAILURES = {
  1: `Your browser was not allowed to tell your position. ${INSTEAD}`,
  2: `Your device cannot tell where it is just now. ${INSTEAD}`,
  3: `Your device took too long to tell where it is. ${INSTEAD}`,
}

const make = (tag, properties) => Object.assign(document.createElement(tag), properties)

function offerPosition(near) {
  const promise = make('span', {
    className: 'hint',
    id: `${near.id}-promise`,
    textContent: PROMISE,
  })
  const button = make('button', {
    type: 'button',
    className: 'locate',
    textContent: 'Use my position',
  })
  button.setAttribute('aria-describedby', promise.id)
  const status = make('span', { className: 'locate-status' })
  status.setAttribute('role', 'status')
  let isAsking = false
  button.addEventListener('click', () => {
    if (isAsking) return
    isAsking = true
    status.textContent = 'Asking your device…'
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        // Three decimals are about a block: enough to sort by distance, too little to find a door by.
        near.value = `${coords.latitude.toFixed(3)},${coords.longitude.toFixed(3)}`
        status.textContent = 'Searching around you…'
        isAsking = false
        near.form.requestSubmit()
      },
      ({ code }) => {
        status.textContent = FAILURES[code] ?? FAILURES[2]
        isAsking = false
      },
      { maximumAge: 600_000, timeout: 10_000 },
    )
  })
  near.parentElement.append(button, promise, status)
}

if ('geolocation' in navigator && window.isSecureContext) {
  document.querySelectorAll('input[name="near"]').forEach(offerPosition)
}
