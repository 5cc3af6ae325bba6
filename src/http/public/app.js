// The only script. Without it everything works; with it a phone can fill in where it is.
const near = document.querySelector('input[name="near"]')
if (near && 'geolocation' in navigator && window.isSecureContext) {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'locate'
  button.textContent = 'Use my location'
  button.addEventListener('click', () => {
    button.disabled = true
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        // Two decimals are about half a mile: enough to search, too little to be found by.
        near.value = `${coords.latitude.toFixed(2)},${coords.longitude.toFixed(2)}`
        button.disabled = false
      },
      () => {
        button.textContent = 'Location is not available'
      },
      { maximumAge: 600_000, timeout: 10_000 },
    )
  })
  near.parentElement?.append(button)
}
