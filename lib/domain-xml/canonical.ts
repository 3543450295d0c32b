import { childOf, type XmlElement } from './element'

/**
 * The form in which two domain XMLs are compared, whoever wrote them. Dropped is what says nothing: the order of
 * attributes, of disks and of controllers, text that is only layout, the console that repeats the first serial port, and
 * `dies` and `clusters` of 1, which some versions of libvirt write and others do not. All else counts, the order of the
 * other devices too: it is their number.
 */
export function canonicalDomain(root: XmlElement): XmlElement {
  const children = root.children
    .filter((child) => !(root.name === 'devices' && child.name === 'console' && repeatsSerial(child, root)))
    .map(canonicalDomain)
  return {
    name: root.name,
    attributes: Object.fromEntries(Object.entries(root.attributes).filter(saysSomething(root)).sort(byText)),
    children: root.name === 'devices' ? inPlace(children) : children,
    text: root.children.length > 0 || root.text.trim() === '' ? '' : root.text,
  }
}

const byText = ([a]: readonly [string, string], [b]: readonly [string, string]) => (a < b ? -1 : 1)

const saysSomething =
  ({ name }: XmlElement) =>
  ([key, value]: readonly [string, string]) =>
    !(name === 'topology' && (key === 'dies' || key === 'clusters') && value === '1')

const repeatsSerial = (console: XmlElement, devices: XmlElement) =>
  childOf(console, 'target')?.attributes['type'] === 'serial' && childOf(devices, 'serial') !== undefined

/** Kinds of devices in one order, disks and controllers sorted by where they are. */
function inPlace(devices: readonly XmlElement[]): XmlElement[] {
  const kinds = Array.from(new Set(devices.map(({ name }) => name))).sort()
  return kinds.flatMap((kind) => {
    const same = devices.filter(({ name }) => name === kind)
    return kind === 'disk' || kind === 'controller' ? same.toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1)) : same
  })
}

const padded = (number: string | undefined) => (number ?? '').padStart(5, '0')

function placeOf(device: XmlElement): string {
  const { type, index } = device.attributes
  if (device.name === 'controller') return `${type} ${padded(index)}`
  const at = childOf(device, 'address')?.attributes
  return [childOf(device, 'target')?.attributes['bus'], at?.['controller'], at?.['bus'], at?.['unit']]
    .map(padded)
    .join(' ')
}
