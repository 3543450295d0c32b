/** What a browser calls itself, in two words: `Firefox on Linux`. What it does not say is not made up. */
export function browserWords(agent: string | null | undefined): string {
  const text = agent ?? ''
  const browser = browsers.find(([, mark]) => mark.test(text))?.[0]
  const system = systems.find(([, mark]) => mark.test(text))?.[0]
  if (browser !== undefined && system !== undefined) return `${browser} on ${system}`
  return browser ?? (system === undefined ? 'unknown browser' : `unknown browser on ${system}`)
}

/** In this order: most name themselves after others too. */
const browsers = [
  ['Edge', /\bEdgA?\//],
  ['Opera', /\bOPR\//],
  ['Firefox', /\b(Firefox|FxiOS)\//],
  ['Chrome', /\b(HeadlessChrome|Chrome|CriOS|Chromium)\//],
  ['Safari', /\bVersion\/[\d.]+.*\bSafari\//],
  ['curl', /^curl\//],
] as const

const systems = [
  ['iPhone', /\biPhone\b/],
  ['iPad', /\biPad\b/],
  ['Android', /\bAndroid\b/],
  ['Windows', /\bWindows\b/],
  ['macOS', /\bMac OS X\b/],
  ['Linux', /\b(Linux|X11)\b/],
] as const
