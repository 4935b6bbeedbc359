-- Names that look alike have one key from now on: the keys are made anew, a hundred at a time.
update counselling_case set pseudonym_key = null where state = 'accepted';
