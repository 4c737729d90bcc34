"""The texts of the example conference: an invented forum, in our own words."""
