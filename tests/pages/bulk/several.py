"""The pages on which many actions are changed, as a test opens and sends them: the list, the preview, the deed."""

from datetime import date

from django.urls import reverse

DUE = date(2027, 1, 15)
SHIFT = {"how": "days", "by": "30", "because": "The winter plan"}


def address(*actions, kind="shift", **asked):
    picked = "".join(f"&pick={action.pk}" for action in actions)
    more = "".join(f"&{name}={value}" for name, value in asked.items())
    return f"{reverse('meetings:bulk', args=['board-1'])}?kind={kind}{picked}{more}"


def preview(client, url, sent):
    """What the page of the preview would send, once its button is pressed."""
    token = str(client.get(url).context["form"]["token"].value())
    answer = client.post(url, sent | {"token": token})
    return answer, sent | {"token": token, "seen": answer.context.get("seen", ""), "make": "1"}


def make(client, url, sent, **how):
    _, ready = preview(client, url, sent)
    return client.post(url, ready, **how)


def steps(answer):
    return [(step.reference, step.becomes or step.refused) for step in answer.context["plan"].steps]


def messages_of(answer):
    return [str(message) for message in answer.context["messages"]]
