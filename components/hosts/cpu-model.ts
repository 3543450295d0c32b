/**
 * A processor's name without what only its maker needs: `Intel(R) Xeon(R) CPU E5-2680 v3 @ 2.50GHz` is `Intel Xeon E5-2680
 * v3, 2.50 GHz`. For lists; where there is room the name stands as the host gives it.
 */
export function shortCpuModel(model: string): string {
  const short = model
    .replaceAll(/\((?:r|tm|c)\)/gi, '')
    .replaceAll(/\b(?:CPU|\d+-Core Processor|Processor)\b/gi, ' ')
    .replace(/ *@ *(\d+(?:\.\d+)?) *GHz/i, ', $1 GHz')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(' ,', ',')
    .trim()
  return short === '' ? model : short
}
