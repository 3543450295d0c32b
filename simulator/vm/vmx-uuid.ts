/** `50 11 5e 16 9b dc 49 d7-f1 71 53 c4 d7 f9 17 10`. */
export function vmxUuid(uuid: string): string {
  const bytes = uuid.replaceAll('-', '').match(/../g) ?? []
  return `${bytes.slice(0, 8).join(' ')}-${bytes.slice(8).join(' ')}`
}

/** The API's form of a VMX UUID; undefined when there are not 32 digits. */
export function plainUuid(value: string): string | undefined {
  const digits = value.replaceAll(/[\s-]/g, '').toLowerCase()
  if (!/^[0-9a-f]{32}$/.test(digits)) return undefined
  return [8, 12, 16, 20, 32].map((end, index) => digits.slice([0, 8, 12, 16, 20][index], end)).join('-')
}
