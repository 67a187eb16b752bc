import { bindKeys } from "../app/keyboard";
import { copyLink } from "../app/copyLink";
import type { Shell } from "../app/shell";

/**
 * The link button of the header and its key.
 * @param encode the fragment to copy, made when it is asked for
 * @returns a function that ends it
 */
export function bindLinkButton(shell: Shell, encode: () => string): () => void {
  const copy = (): void => void copyLink(new URL(encode(), location.href).href, shell.notices);
  shell.copyLink.addEventListener("click", copy);
  const unbind = bindKeys({ c: copy });
  return () => {
    shell.copyLink.removeEventListener("click", copy);
    unbind();
  };
}
