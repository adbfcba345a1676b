// The parts of d3 that the report draws with; `npm run bundle` makes d3.min.js of them.
export { stack, stackOffsetDiverging } from "d3-shape";
export { scaleBand, scaleLinear } from "d3-scale";
export { axisBottom, axisLeft } from "d3-axis";
export { select } from "d3-selection";
