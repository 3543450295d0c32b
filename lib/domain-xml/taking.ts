import type { VmxPlace } from '../vmx/file-name'
import { childOf, childrenOf, isLayout, type XmlElement } from './element'

/** Something of a domain XML that a VMX has no place for. */
export type NotKept = {
  /** Where it stands, such as `devices/sound model='es1370'`. */
  what: string
  why: string
}

/** One line of a VMX: a key, and its value as it stands between the quotes. */
export type VmxLine = readonly [key: string, value: string]

/** What every part of a domain XML is written with. */
export type WritingContext = { taking: Taking; place: VmxPlace; hardwareVersion: number }

/**
 * Takes a domain XML apart and remembers what was taken: the rest is what a VMX has no place for. Every rule takes what
 * it understands, so nothing is lost in silence because nobody thought of it.
 */
export class Taking {
  readonly refusals: string[] = []
  readonly #seen = new Set<XmlElement>()
  readonly #attributes = new Map<XmlElement, Set<string>>()
  readonly #texts = new Set<XmlElement>()
  readonly #whole = new Set<XmlElement>()
  readonly #more: NotKept[] = []

  /** Takes an element itself, not yet what is in it. */
  see<T extends XmlElement | undefined>(found: T): T {
    if (found) this.#seen.add(found)
    return found
  }

  child(parent: XmlElement | undefined, name: string): XmlElement | undefined {
    return this.see(childOf(parent, name))
  }

  children(parent: XmlElement | undefined, name: string): XmlElement[] {
    const found = childrenOf(parent, name)
    for (const each of found) this.#seen.add(each)
    return found
  }

  attribute(of: XmlElement | undefined, name: string): string | undefined {
    const value = of?.attributes[name]
    if (of === undefined || value === undefined) return undefined
    const taken = this.#attributes.get(of) ?? new Set()
    this.#attributes.set(of, taken.add(name))
    return value
  }

  /** The text of a child, taken. */
  text(parent: XmlElement | undefined, name: string): string | undefined {
    const child = this.child(parent, name)
    return child && this.ownText(child)
  }

  ownText(of: XmlElement): string {
    this.#texts.add(of)
    return of.text
  }

  /** Takes the children of a name with all that is in them: they say nothing that a VMX would have to keep. */
  whole(parent: XmlElement | undefined, ...names: readonly string[]): void {
    for (const name of names) for (const each of childrenOf(parent, name)) this.#whole.add(each)
  }

  /** Takes an attribute where it says what every VM of a host has. */
  usual(of: XmlElement | undefined, name: string, ...values: readonly string[]): void {
    if (values.includes(of?.attributes[name] ?? '')) this.attribute(of, name)
  }

  /** Libvirt refuses the whole document for it, and so do we. */
  refuse(sentence: string): undefined {
    this.refusals.push(sentence)
    return undefined
  }

  /** Taken, but for no use. */
  drop(what: string, why: string): void {
    this.#more.push({ what, why })
  }

  /** What no rule took. */
  left(root: XmlElement): NotKept[] {
    const found: NotKept[] = []
    const look = (each: XmlElement, path: string) => {
      if (this.#whole.has(each)) return
      if (!this.#seen.has(each) && each !== root) {
        found.push({ what: described(each, path), why: noPlace })
        return
      }
      for (const [name, value] of Object.entries(each.attributes)) {
        if (!this.#attributes.get(each)?.has(name) && !name.startsWith('xmlns')) {
          found.push({ what: `${path} ${name}='${value}'`, why: noPlace })
        }
      }
      if (!this.#texts.has(each) && !isLayout(each.text)) found.push({ what: `the text of ${path}`, why: noPlace })
      for (const child of each.children) look(child, each === root ? child.name : `${path}/${child.name}`)
    }
    look(root, root.name)
    return [...this.#more, ...found]
  }
}

const noPlace = 'A VMX has no place for it.'

/** An element by its path and its own attributes, cut where they are long. */
function described({ attributes, text }: XmlElement, path: string): string {
  const own = Object.entries(attributes).map(([name, value]) => ` ${name}='${value}'`)
  const words = isLayout(text) ? '' : ` ${text.trim()}`
  const all = `${path}${own.join('')}${words}`
  return all.length > 200 ? `${all.slice(0, 199)}…` : all
}
