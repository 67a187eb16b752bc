import type { Notices } from "./notices";

/** Copies an address to the clipboard and says so; where the browser forbids it, the address is shown. */
export async function copyLink(address: string, notices: Notices): Promise<void> {
  try {
    await navigator.clipboard.writeText(address);
    notices.show("Link copied. It opens what you see here.");
  } catch {
    notices.show(`The browser does not let a page copy here. The link: ${address}`, "problem");
  }
}
