/** What an event is called: `VM powered on` for `VmPoweredOnEvent`; one without a class of its own goes by its id. */
export function eventLabel(type: string): string {
  const plain = type.replace(/Event$/u, '')
  if (!/^[A-Z][A-Za-z0-9]+$/u.test(plain)) return type
  const words = plain
    .replaceAll(/([a-z0-9])([A-Z])/gu, '$1 $2')
    .replaceAll(/([A-Z]+)([A-Z][a-z])/gu, '$1 $2')
    .split(' ')
  return words.map((word, place) => asWord(word, place === 0)).join(' ')
}

/** vSphere's own short words stay as they are written: `VM`, `DRS`, `HA`. */
function asWord(word: string, isFirst: boolean): string {
  if (word === 'Vm') return 'VM'
  return isFirst || /^[A-Z0-9]+$/u.test(word) ? word : word.toLowerCase()
}
