export { ChipForm } from './fields/ChipForm';
export { ConditionField } from './fields/ConditionField';
export { PlaceAt } from './fields/place';
export { VariablePicker } from './fields/VariablePicker';
export { SidePanel } from './SidePanel';
