type Child = Node | string | null;

/** Makes an element: tag with classes ("div.card.wide"), attributes, children. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tagAndClasses: Tag | `${Tag}.${string}`,
  attributes: Readonly<Record<string, string>> = {},
  children: readonly Child[] = [],
): HTMLElementTagNameMap[Tag] {
  const [tag, ...classes] = tagAndClasses.split(".");
  const made = document.createElement(tag as Tag);
  if (classes.length > 0) made.className = classes.join(" ");
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children.filter((child) => child !== null));
  return made;
}
