// What the demo searches: the handbook of a small company that does not exist.

/** One passage per topic. */
export const handbook = [
  'Book vacation days in the team calendar two weeks ahead; your team lead confirms within two days.',
  'Every employee has 30 vacation days a year. Up to five days move on to the next year.',
  'Call in sick before nine in the morning. A doctor’s note is needed from the third day on.',
  'Travel is booked by the office. Keep receipts and hand them in within a month.',
  'You may work from home on up to three days a week, agreed with your team.',
  'A lost laptop or phone is reported to the help desk at once, at any time of the day.',
  'Parental leave is announced seven weeks ahead and lasts up to three years.',
  'Every employee has a budget of 1500 euros a year for courses, books and conferences.',
];
