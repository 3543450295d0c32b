import { SimFault } from '../vim25/faults'
import type { Ref } from '../vim25/value'
import type { GzipLabel } from '../world/quirks'
import type { PlainAnswer } from './wire-context'

/** Something to go wrong: which calls it hits, how often, and what happens to them. */
export type FaultRule = {
  /** Wire name of the method, `PowerOnVM_Task`; any method when left out. */
  readonly method?: string
  /** The object called, as reference or moid; any object when left out. */
  readonly object?: Ref | string
  /** How many calls it hits; all of them when left out. */
  readonly times?: number
  /** Wait this long before anything else, in milliseconds. Alone, the call then goes on as usual. */
  readonly delayMs?: number
  /** Answer with this fault. */
  readonly fault?:
    | SimFault
    | { readonly type: string; readonly fields?: Record<string, unknown>; readonly message?: string }
  /** Answer with HTTP 503 and a page, as the proxy in front of a host does. */
  readonly http503?: boolean
  /** Answer with this HTTP status and a page, or with a web page and status 200, and do not do the call. */
  readonly http?: PlainAnswer
  /** Do the call, and pack the reply so, whatever the caller takes: see `Quirks.gzip`. */
  readonly gzip?: GzipLabel
  /** Do the call, and send these bytes instead of the reply's. */
  readonly bytes?: (reply: Buffer) => Buffer
  /** Do the call, then cut the connection in the middle of the reply. */
  readonly cutBody?: boolean
  /** Cut the connection without a reply and without doing the call. */
  readonly dropConnection?: boolean
}

/** The rules in force, oldest first; the first that matches a call is used. */
export class FaultRules {
  #rules: { readonly rule: FaultRule; left: number }[] = []

  /** Returns how to take the rule back. */
  add(rule: FaultRule): () => void {
    const entry = { rule, left: rule.times ?? Number.POSITIVE_INFINITY }
    this.#rules.push(entry)
    return () => {
      this.#rules = this.#rules.filter((other) => other !== entry)
    }
  }

  /** The rule that hits this call, counted as used. */
  take(method: string, self: Ref): FaultRule | undefined {
    const found = this.#rules.find(({ rule }) => matches(rule, method, self))
    if (found === undefined) return undefined
    found.left--
    if (found.left <= 0) this.#rules = this.#rules.filter((other) => other !== found)
    return found.rule
  }
}

function matches(rule: FaultRule, method: string, self: Ref): boolean {
  if (rule.method !== undefined && rule.method !== method) return false
  if (rule.object === undefined) return true
  return typeof rule.object === 'string' ? rule.object === self.value : rule.object.key === self.key
}

/** The fault of a rule as something to throw. */
export function ruleFault(fault: NonNullable<FaultRule['fault']>): SimFault {
  return fault instanceof SimFault ? fault : new SimFault(fault.type, fault.fields, fault.message)
}
