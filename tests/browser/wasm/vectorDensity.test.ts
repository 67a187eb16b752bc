import { describeVectorAgreement } from "../../core/density/wasm/vectorAgreement";

describeVectorAgreement(true);
