"""Logs as one JSON line per event: a line break in what somebody typed cannot forge a second line."""

import json
import logging
from datetime import UTC, datetime

OWN_FIELDS = set(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "request", "taskName"}


class JsonLine(logging.Formatter):
    """Time, level, logger, message, and whatever ids were passed as `extra`. Never a request's body."""

    def format(self, record):
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        line |= {name: value for name, value in record.__dict__.items() if name not in OWN_FIELDS}
        user = getattr(getattr(record, "request", None), "user", None)
        if user is not None and user.is_authenticated:
            line["user_id"] = user.pk
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, default=str, ensure_ascii=True)
