const LINKS = [
  ['/checks', 'Your checks'],
  ['/check-batches', 'Lists of people'],
  ['/watches', 'Watches'],
  ['/webhooks', 'Webhooks'],
] as const

/** Where those who are signed in find what is theirs. */
export const ClinicLinks = () => (
  <ul class="plain">
    {LINKS.map(([href, label]) => (
      <li>
        <a href={href}>{label}</a>
      </li>
    ))}
  </ul>
)
