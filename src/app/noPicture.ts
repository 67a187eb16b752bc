import { element } from "./element";

/** What stands in the place of a picture that this browser cannot draw. */
export function noPicture(title: string, whatStillWorks: string): HTMLElement {
  return element("div.no-webgl", { role: "note" }, [
    element("h2", {}, [title]),
    element("p", {}, [`This browser gives no WebGL 2. ${whatStillWorks}`]),
    element("p", {}, ["Try another browser, or turn on hardware acceleration in this one's settings."]),
  ]);
}
