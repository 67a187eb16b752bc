import { describeMoments } from "./moments";

describeMoments(false);
