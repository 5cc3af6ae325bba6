/** Whether a receipt that somebody shows is genuine. */
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { ELEMENT_TITLES, subjectWords } from '#src/core/checks/words.ts'
import { type ReceiptVerdict, verifyReceipt } from '#src/services/verify-receipt.ts'
import { RECEIPT_MAX } from '../api/checks/receipts.ts'
import { checkStore } from '../check-context.ts'
import type { DeskSite } from '../desk.ts'
import { keepNothing, limitReceipts } from '../run-check.ts'
import { formatInstant } from '../views/dates.ts'
import { clinicPage } from '../views/clinic-page.tsx'

export function verifyReceiptPages(site: DeskSite): Hono {
  const app = new Hono()
  app.use('/receipts/verify', bodyLimit({ maxSize: RECEIPT_MAX }))
  app.get('/receipts/verify', (c) => show(site, c, { text: '', verdict: null, problem: null }))
  app.post('/receipts/verify', async (c) => {
    await limitReceipts(site, c)
    const text = await readReceipt(c)
    if (!text) {
      const problem = 'Paste a receipt, or choose its file.'
      return show(site, c, { text: '', verdict: null, problem })
    }
    const verdict = await verifyReceipt(checkStore(site, c), text)
    return show(site, c, { text, verdict, problem: null })
  })
  return app
}

/** What was pasted, else what the file holds. */
async function readReceipt(c: Context): Promise<string> {
  const { receipt, file } = await c.req.parseBody()
  const pasted = typeof receipt === 'string' ? receipt.trim() : ''
  if (pasted !== '' || !(file instanceof File)) return pasted
  return (await file.text()).trim()
}

interface VerifyProps {
  text: string
  verdict: ReceiptVerdict | null
  problem: string | null
}

function show(site: DeskSite, c: Context, props: VerifyProps) {
  keepNothing(c)
  return clinicPage(
    site,
    c,
    { title: 'Verify a receipt', here: '/receipts/verify', children: <Verify {...props} /> },
    props.problem ? 400 : 200,
  )
}

const Verify = ({ text, verdict, problem }: VerifyProps) => (
  <article class="prose is-wide">
    <h1>Verify a receipt</h1>
    <p class="lede">
      Whether it was signed by this directory and is unaltered, and whether the same question has
      another answer today.
    </p>
    {verdict && <Verdict verdict={verdict} />}
    <form class="stack" method="post" action="/receipts/verify" enctype="multipart/form-data">
      <label for="f-receipt">Paste the receipt</label>
      <p class="hint" id="receipt-hint">
        The signed receipt (JWS) or the verifiable credential, as it was downloaded.
      </p>
      <textarea
        id="f-receipt"
        name="receipt"
        rows={6}
        spellcheck={false}
        aria-invalid={problem ? 'true' : undefined}
        aria-describedby={problem ? 'verify-problem receipt-hint' : 'receipt-hint'}
      >
        {text}
      </textarea>
      {problem && (
        <p class="caution" role="alert" id="verify-problem">
          {problem}
        </p>
      )}
      <label for="f-file">Or choose its file</label>
      <input id="f-file" name="file" type="file" accept=".jws,.vc,.jwt,.txt" />
      <button>Verify</button>
    </form>
    <p>
      You need not ask us: any program for JOSE verifies a receipt with{' '}
      <a href="/.well-known/jwks.json">our public keys</a>.
    </p>
  </article>
)

const Verdict = ({ verdict }: { verdict: ReceiptVerdict }) => {
  if (!verdict.genuine) {
    return (
      <section class="panel is-error" role="status">
        <h2>Not genuine</h2>
        <p>{verdict.reason}</p>
      </section>
    )
  }
  const { receipt, key, changes } = verdict
  const { subject, elements } = changes
  return (
    <section class="panel is-done" role="status">
      <h2>Genuine</h2>
      <p>
        Receipt {receipt.id}, made {formatInstant(new Date(receipt.at))}. {subjectWords(receipt)}
      </p>
      {key.state === 'retired' && <p>Its key signs no more; what it signed stays good.</p>}
      {subject === null && elements.length === 0 ? (
        <p>Nothing newer that is stored says otherwise: the same question has the same answers.</p>
      ) : (
        <>
          <p>Since then the answers have changed:</p>
          <ul>
            {subject && (
              <li>
                Who is meant: {subject.is} Before: {subject.was}
              </li>
            )}
            {elements.map(({ element, what }) => (
              <li>
                {ELEMENT_TITLES[element]}: {what.join(' ')}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
