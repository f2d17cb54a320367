/** Whether an address is one that a letter may lead to (`content_blocks/urls.py`). */
export function isSafeAddress(address: string): boolean {
  return /^(https:\/\/|mailto:|tel:)[^\s<>"()]+$/.test(address);
}
