/*
 * Characters that draw nothing themselves and change how others are read: controls, what turns the direction of writing
 * (U+202E makes `exe.gpj` of `jpg.exe`), and what has no width. Names of hosts and files hold them by mistake or on purpose.
 */

/**
 * Line breaks and tabs are no such characters: they are seen. Nor are joiners where they belong: between the letters of scripts
 * that are joined, and in an emoji that is made of several.
 */
const unseen =
  // oxlint-disable-next-line no-control-regex -- control characters are what this looks for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]|(?<![\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f])[\u200c\u200d]/gu

const codePoint = (char: string) => `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`

/** The text as it can be shown: in place of each such character its number, `invoice⟨U+202E⟩gpj.exe`. */
export const withUnseenShown = (text: string): string => text.replaceAll(unseen, (char) => `⟨${codePoint(char)}⟩`)

/** What is left of it on the screen. */
export const onlySeen = (text: string): string => text.replaceAll(unseen, '')

/** The same as the name of a file that somebody gets: no folder shows what is not seen, so an underscore stands there. */
export const withoutUnseen = (name: string): string => name.replaceAll(unseen, '_').replaceAll(/[\r\n\t]/g, '_')
