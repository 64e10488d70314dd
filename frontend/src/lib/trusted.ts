/** TypeScript's lib does not know it yet, and not every browser has it. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): string }
}

/**
 * The page's policy (`trusted-types` in infra/site.yml) takes no address of a script as a string. One
 * by this name lets this address pass, and no other; a name is good for once.
 */
export function trustedScript(name: string, url: string): string {
  const { trustedTypes } = window as { trustedTypes?: TrustedTypes }
  const onlyThis = (given: string) => {
    if (given !== url) throw new TypeError(`${given} is not ${url}`)
    return given
  }
  return trustedTypes?.createPolicy(name, { createScriptURL: onlyThis }).createScriptURL(url) ?? url
}
