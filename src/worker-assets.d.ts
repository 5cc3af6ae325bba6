/** Files that wrangler's text rule hands to the Worker as strings. */
declare module '*.css' {
  const text: string
  export default text
}
declare module '*/public/app.js' {
  const text: string
  export default text
}
