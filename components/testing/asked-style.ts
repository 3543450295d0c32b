/**
 * The style that jsdom computes, computed as far as it is asked. By itself it tries each rule of its own style sheet on each
 * element, again after each change of the page: a seventh of the CPU of tests of screens. Who finds things by their roles, and
 * who presses them, asks for three properties, which follow from the tag, the attributes and inline styles as long as no style
 * sheet of the page names them.
 */

type Computed = typeof window.getComputedStyle

const named = /display|visibility|pointer-events/
/** Whether they are shown depends on more than their tag. */
const byAttributes = new Set(['audio', 'details', 'dialog', 'input', 'noscript', 'summary', 'video'])

const asked = new WeakSet<object>()

/** Puts it in the place of what the window computes, once: all files share the window. */
export function computeAskedStyle(): void {
  const own = document.defaultView
  if (!own || asked.has(own)) return
  asked.add(own)
  const computed = askedStyle(own.getComputedStyle.bind(own))
  own.getComputedStyle = computed
  window.getComputedStyle = computed
}

function askedStyle(computed: Computed): Computed {
  const displays = new Map<string, string>()

  const isNamedBySheets = () =>
    [...document.styleSheets].some(({ ownerNode }) => named.test(ownerNode?.textContent ?? ''))

  const displayOf = (element: Element): string => {
    const tag = element.localName
    if (byAttributes.has(tag) || element.hasAttribute('hidden') || element.hasAttribute('popover')) {
      return computed(element).display
    }
    const own = inline(element, 'display')
    if (own !== '') return own
    const known = displays.get(tag) ?? computed(element).display
    displays.set(tag, known)
    return known
  }

  return (element, pseudo) => {
    if (pseudo || isNamedBySheets()) return computed(element, pseudo)
    let whole: CSSStyleDeclaration | undefined
    const read = (property: string): unknown => {
      switch (property) {
        case 'display':
          return displayOf(element)
        case 'visibility':
          return inherited(element, 'visibility') ?? 'visible'
        case 'pointerEvents':
        case 'pointer-events':
          return inherited(element, 'pointer-events') ?? 'auto'
        default:
          return undefined
      }
    }
    return new Proxy({} as CSSStyleDeclaration, {
      get(_, property) {
        if (property === 'getPropertyValue') return (name: string) => read(name) ?? rest().getPropertyValue(name)
        const value = read(String(property)) ?? Reflect.get(rest(), property)
        return typeof value === 'function' ? value.bind(rest()) : value
      },
    })
    function rest() {
      whole ??= computed(element)
      return whole
    }
  }
}

const inline = (element: Element, property: string): string =>
  element.hasAttribute('style') && 'style' in element
    ? (element as HTMLElement).style.getPropertyValue(property) // whatever has a style
    : ''

/** The value of the nearest element that says one. */
function inherited(element: Element, property: string): string | undefined {
  for (let at: Element | null = element; at; at = at.parentElement) {
    const value = inline(at, property)
    if (value !== '' && value !== 'inherit') return value
  }
  return undefined
}
