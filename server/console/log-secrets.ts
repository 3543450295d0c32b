/** A shorter one would be found in every second word. */
const shortestSecret = 4

const inPlace = '[hidden]'

/** Secrets that no line of the log may hold, however they got into a text. */
export type LogSecrets = {
  hide: (secret: string) => void
  /** A line of JSON without them: they are looked for in what it says, not in the names of its fields. */
  without: (line: string) => string
}

export function createLogSecrets(): LogSecrets {
  const hidden = new Set<string>()
  let pattern: RegExp | undefined
  return {
    hide(secret) {
      if (secret.length < shortestSecret || hidden.has(secret)) return
      hidden.add(secret)
      // Longer ones first: one may be the beginning of another.
      const forms = [...hidden].map(inJson).toSorted((a, b) => b.length - a.length)
      pattern = new RegExp(forms.map((form) => form.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'), 'g')
    },
    without(line) {
      const found = pattern
      if (!found || line.search(found) < 0) return line
      return line.replaceAll(/"((?:[^"\\]|\\.)*)"(:?)/g, (whole, text: string, colon: string) =>
        colon === '' ? `"${text.replaceAll(found, inPlace)}"` : whole,
      )
    },
  }
}

const inJson = (secret: string) => JSON.stringify(secret).slice(1, -1)
