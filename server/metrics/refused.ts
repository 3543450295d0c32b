import { Counter, type Registry } from 'prom-client'

/** Why requests are refused before anything is done. What is none of these is counted as `other`. */
const reasons = [
  'signed-out',
  'no-token',
  'not-allowed',
  'elsewhere',
  'password-first',
  'factor-first',
  'foreign-origin',
  'strange-name',
  'malformed',
  'other',
] as const

/** Counts requests that were refused. @returns told of each, with its reason. */
export function countRefused(registry: Registry): (because: string) => void {
  const refused = new Counter({
    name: 'andon_refusals_total',
    help: 'Requests that were refused before anything was done; not-allowed: by role or scope; elsewhere: by connections.',
    labelNames: ['because'],
    registers: [registry],
  })
  for (const because of reasons) refused.inc({ because }, 0)
  return (given) => refused.inc({ because: reasons.find((one) => one === given) ?? 'other' })
}
