"""The reference's routes: synchronous, an ORM object and a commit a request, a COUNT for each listed session and, after
each vote, for each option."""

import base64
import io
import random
import string
from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, Any

import qrcode
from fastapi import Depends, FastAPI, Header, HTTPException
from pydantic import BaseModel, ConfigDict
from sqlalchemy.orm import Session as DbSession

from benchmarks.reference.models import Activity, Base, Db, Option, Participant, Session, User, Vote, engine

Base.metadata.create_all(engine)
app = FastAPI()


class NewSession(BaseModel):
    title: str
    description: str | None = None


class SessionOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: str
    title: str
    description: str | None
    session_code: str
    qr_code_url: str | None
    is_active: bool
    participant_count: int = 0
    created_at: datetime
    started_at: datetime | None
    ended_at: datetime | None


class JoinRequest(BaseModel):
    nickname: str


class ResponseIn(BaseModel):
    option: str


def get_db() -> Iterator[DbSession]:
    with Db() as db:
        yield db


Database = Annotated[DbSession, Depends(get_db)]


def current_user(db: Database, authorization: Annotated[str, Header()] = "") -> User:
    user = db.query(User).filter(User.token == authorization.removeprefix("Bearer ")).first()
    if user is None:
        raise HTTPException(401)
    return user


Me = Annotated[User, Depends(current_user)]


@app.get("/health")
def health() -> dict[str, str]:
    return {"status": "ok"}


@app.post("/api/sessions", status_code=201)
def create(body: NewSession, db: Database, me: Me) -> SessionOut:
    code = unused_code(db)
    session = Session(
        user_id=me.id,
        title=body.title,
        description=body.description,
        session_code=code,
        qr_code_url=draw_qr_code(f"http://localhost:3000/join/{code}"),
    )
    db.add(session)
    db.commit()
    db.refresh(session)
    return SessionOut.model_validate(session)


@app.get("/api/sessions")
def list_own(db: Database, me: Me, limit: int = 100) -> list[SessionOut]:
    mine = db.query(Session).filter(Session.user_id == me.id).order_by(Session.created_at.desc()).limit(limit)
    answer = []
    for session in mine.all():
        out = SessionOut.model_validate(session)
        out.participant_count = db.query(Participant).filter(Participant.session_id == session.id).count()
        answer.append(out)
    return answer


@app.post("/api/join/{code}", status_code=201)
def join(code: str, body: JoinRequest, db: Database) -> dict[str, Any]:
    session = db.query(Session).filter(Session.session_code == code).first()
    if session is None:
        raise HTTPException(404, "Session not found")
    same = db.query(Participant).filter(Participant.session_id == session.id, Participant.nickname == body.nickname)
    if same.first():
        raise HTTPException(409, "Nickname taken")
    participant = Participant(session_id=session.id, nickname=body.nickname)
    db.add(participant)
    db.commit()
    db.refresh(participant)
    return {"participant": {"id": participant.id, "nickname": participant.nickname}, "token": participant.token}


@app.post("/api/activities/{activity_id}/response")
def respond(
    activity_id: str, body: ResponseIn, db: Database, authorization: Annotated[str, Header()] = ""
) -> dict[str, int]:
    participant = db.query(Participant).filter(Participant.token == authorization.removeprefix("Bearer ")).first()
    if participant is None:
        raise HTTPException(401)
    activity = db.get(Activity, activity_id)
    if activity is None or activity.session_id != participant.session_id:
        raise HTTPException(404, "Activity not found")
    if not activity.is_open:
        raise HTTPException(409, "Activity closed")
    vote = db.query(Vote).filter(Vote.activity_id == activity.id, Vote.participant_id == participant.id).first()
    if vote is None:
        vote = Vote(activity_id=activity.id, participant_id=participant.id, option_id=body.option)
        db.add(vote)
    else:
        vote.option_id = body.option
    db.commit()
    db.refresh(vote)
    options = db.query(Option).filter(Option.activity_id == activity_id).all()
    return {option.id: db.query(Vote).filter(Vote.option_id == option.id).count() for option in options}


def unused_code(db: DbSession) -> str:
    while True:
        code = "".join(random.choices(string.ascii_uppercase + string.digits, k=6))
        if not db.query(Session).filter(Session.session_code == code).first():
            return code


def draw_qr_code(content: str) -> str:
    code = qrcode.QRCode(box_size=10, border=4)
    code.add_data(content)
    code.make(fit=True)
    picture = io.BytesIO()
    code.make_image().save(picture, format="PNG")
    return "data:image/png;base64," + base64.b64encode(picture.getvalue()).decode()
