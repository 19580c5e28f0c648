"""Speed and memory of filing, start-up and import, as a report of figures."""
