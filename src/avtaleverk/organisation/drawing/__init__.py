"""Where things lie in our pictures: the chart of the bodies, the seats, the wheel of the year. Numbers only, no SVG."""
