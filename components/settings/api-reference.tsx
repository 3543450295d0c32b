import { SectionHead } from '../ui/sections'

/** One route of `/api/v1`, as its page shows it. */
export type ShownRoute = {
  name: string
  method: string
  path: string
  scope: string
  summary: string
  about?: string
  parameters: { name: string; in: string; about?: string; type: string }[]
  /** JSON Schema, as text. */
  body?: string
  gives: { status: number; about: string; name?: string }
  refuses: { status: number; type: string; title: string }[]
}

/** Something that is given or sent, by its name in the document. */
export type ShownSchema = { name: string; about?: string; json: string }

/** Settings → API tokens → API: what scripts can ask. It is made of the document that scripts read. */
export function ApiReference({ routes, schemas }: { routes: readonly ShownRoute[]; schemas: readonly ShownSchema[] }) {
  return (
    <div className="grid gap-4">
      <section aria-labelledby="api" className="grid gap-2">
        <SectionHead id="api" title="API" count={routes.length} />
        <p className="max-w-[80ch] text-sm text-ink-2">
          What scripts can ask, with an API token as <code className="raw">Authorization: Bearer</code>. The same as
          OpenAPI 3.1:{' '}
          <a href="/api/v1/openapi.json" className="font-medium">
            /api/v1/openapi.json
          </a>
          . The command line is <code className="raw">npx --no-install andon --help</code> in the folder of Andon.
        </p>
        <ul className="panel divide-y divide-line">
          {routes.map((route) => (
            <li key={route.name}>
              <Route {...route} />
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="api-schemas" className="grid gap-2">
        <SectionHead id="api-schemas" title="What is sent and given" count={schemas.length} />
        <ul className="panel divide-y divide-line">
          {schemas.map(({ name, about, json }) => (
            <li key={name} id={`schema-${name}`}>
              <details>
                <summary className={summaryClass}>
                  <span className="font-semibold">{name}</span>
                  {about !== undefined && <span className="text-ink-2">{about}</span>}
                </summary>
                <Json text={json} label={`${name} as JSON Schema`} />
              </details>
            </li>
          ))}
        </ul>
      </section>
    </div>
  )
}

const summaryClass =
  'flex min-h-10 cursor-pointer flex-wrap items-baseline gap-x-3 gap-y-0.5 px-4 py-2 text-sm hover:bg-sunken focus-visible:-outline-offset-2 max-mid:min-h-11'

function Route({ method, path, scope, summary, about, parameters, body, gives, refuses }: ShownRoute) {
  return (
    <details>
      <summary className={summaryClass}>
        <span className="raw w-11 shrink-0 font-semibold">{method}</span>
        <span className="raw min-w-0 text-ink wrap-anywhere whitespace-normal! mid:w-[21rem]">{path}</span>
        <span className="text-ink-2">{summary}</span>
        <span className="ml-auto text-xs text-ink-3">{scope}</span>
      </summary>
      <div className="grid gap-3 px-4 pt-1 pb-4 text-sm">
        {about !== undefined && (
          <p className="max-w-[80ch] text-ink-2">
            <Words>{about}</Words>
          </p>
        )}
        {parameters.length > 0 && (
          <dl className="grid gap-x-4 gap-y-1.5 mid:grid-cols-[minmax(12rem,auto)_1fr]">
            {parameters.map((one) => (
              <div key={`${one.in} ${one.name}`} className="contents">
                <dt>
                  <code className="raw">{one.name}</code>{' '}
                  <span className="text-xs text-ink-3">
                    {one.in}, {one.type}
                  </span>
                </dt>
                <dd className="max-w-[80ch] text-ink-2 wrap-anywhere">{one.about && <Words>{one.about}</Words>}</dd>
              </div>
            ))}
          </dl>
        )}
        {body !== undefined && <Json text={body} label={`Body of ${method} ${path}`} />}
        <dl className="grid grid-cols-[3rem_1fr] gap-x-2 gap-y-1">
          <dt className="raw">{gives.status}</dt>
          <dd className="text-ink-2">
            {gives.about} {gives.name !== undefined && <a href={`#schema-${gives.name}`}>{gives.name}</a>}
          </dd>
          {refuses.map(({ status, type, title }) => (
            <div key={type} className="contents">
              <dt className="raw text-ink-3">{status}</dt>
              <dd className="text-ink-2 wrap-anywhere">
                {title} <code className="raw text-ink-3!">{type}</code>
              </dd>
            </div>
          ))}
        </dl>
      </div>
    </details>
  )
}

/** What stands between backticks, as text of a machine. */
const Words = ({ children }: { children: string }) =>
  children.split('`').map((part, index) =>
    index % 2 === 1 ? (
      // The parts of a text stay in their places.
      // oxlint-disable-next-line react/no-array-index-key
      <code key={index} className="raw">
        {part}
      </code>
    ) : (
      part
    ),
  )

/** It scrolls by itself, and with the keyboard. */
function Json({ text, label }: { text: string; label: string }) {
  return (
    <pre
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reached by keys
      tabIndex={0}
      role="region"
      aria-label={label}
      className="raw mx-4 mb-4 max-h-96 overflow-auto rounded-md border border-line bg-sunken p-3"
    >
      {text}
    </pre>
  )
}
