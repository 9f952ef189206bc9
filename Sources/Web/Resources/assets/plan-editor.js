export class PlanEditor {
  constructor() {}
  open() {}
}
